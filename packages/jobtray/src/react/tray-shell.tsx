import { type ReactNode, useEffect, useMemo } from 'react';
import type { Attention } from '../attention/index.ts';
import type { JobtrayClient, Readable } from '../client/index.ts';
import { createSecond } from './create-second.ts';
import type { Format } from './labels/format.ts';
import type { GivenLabels } from './labels/labels.ts';
import { LiveRegion, type Said } from './live-region.tsx';
import type { NoticeQueue } from './notice-queue.ts';
import type { JobTrayProviderProps } from './provider-props.ts';
import { TrayContext, type TrayContextValue } from './tray-context.ts';
import { useLatest } from './use-latest.ts';

/** Opens what it is given while it is mounted, and shares it with the parts. */
export function TrayShell(
	props: Pick<JobTrayProviderProps, 'navigate' | 'jobHref' | 'toastMs' | 'failureToastMs'> & {
		client: JobtrayClient;
		attention: Attention;
		labels: GivenLabels;
		format: Format;
		notices: NoticeQueue;
		said: Readable<Said>;
		children?: ReactNode;
	},
) {
	const { client, attention, labels, format, notices, said, toastMs = 5_000, failureToastMs = 0, children } = props;
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
			toastMs,
			failureToastMs,
			second: createSecond(client),
			navigate(href) {
				const { navigate } = host.current;
				if (navigate === undefined) location.assign(href);
				else navigate(href);
			},
			hrefOf: (job) => job.result?.href ?? host.current.jobHref?.(job) ?? null,
		}),
		[client, attention, labels, format, notices, toastMs, failureToastMs, host],
	);

	return (
		<TrayContext.Provider value={value}>
			{children}
			<LiveRegion said={said} />
		</TrayContext.Provider>
	);
}
