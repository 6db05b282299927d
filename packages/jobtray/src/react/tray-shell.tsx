import { type ReactNode, useEffect, useMemo } from 'react';
import type { Attention } from '../attention/index.ts';
import type { Cell } from '../client/cell.ts';
import type { JobtrayClient } from '../client/index.ts';
import { BehindSlot } from './behind-slot.tsx';
import { createSecond } from './create-second.ts';
import { goTo, toHref } from './go-to.ts';
import type { Format } from './labels/format.ts';
import type { GivenLabels } from './labels/labels.ts';
import { LiveRegion } from './live-region.tsx';
import type { NoticeQueue } from './notice-queue.ts';
import type { JobTrayProviderProps } from './provider-props.ts';
import type { Said } from './said.ts';
import { TrayContext, type TrayContextValue } from './tray-context.ts';
import { useLatest } from './use-latest.ts';

/** Opens what it is given while it is mounted, and shares it with the parts. */
export function TrayShell(
	props: Pick<JobTrayProviderProps, 'navigate' | 'jobHref' | 'toastMs' | 'failureToastMs' | 'shortcut' | 'brand'> & {
		client: JobtrayClient;
		attention: Attention;
		labels: GivenLabels;
		format: Format;
		notices: NoticeQueue;
		said: Cell<Said>;
		trays: TrayContextValue['trays'];
		children?: ReactNode;
	},
) {
	const { client, attention, labels, format, notices, said, trays, children } = props;
	const { toastMs = 5_000, failureToastMs = 0, shortcut = 'Alt+J', brand = '' } = props;
	const host = useLatest(props);

	useEffect(() => {
		const closeClient = client.open();
		const closeAttention = attention.open();
		return () => {
			closeAttention();
			closeClient();
		};
	}, [client, attention]);

	const value = useMemo<TrayContextValue>(
		() => ({
			client,
			attention,
			labels,
			format,
			notices,
			said,
			trays,
			shortcut,
			brand,
			toastMs,
			failureToastMs,
			second: createSecond(client),
			navigate: (href) => goTo(href, host.current.navigate),
			hrefOf: (job) => toHref(job, host.current.jobHref),
		}),
		[client, attention, labels, format, notices, said, trays, shortcut, brand, toastMs, failureToastMs, host],
	);

	return (
		<TrayContext.Provider value={value}>
			{children}
			<LiveRegion said={said} />
			<BehindSlot />
		</TrayContext.Provider>
	);
}
