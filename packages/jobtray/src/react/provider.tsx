import { useMemo, useState } from 'react';
import { createAttention } from '../attention/create-attention.ts';
import { createCell } from '../client/cell.ts';
import { createLateClient } from '../client/create-late-client.ts';
import { framesPart } from '../client/frames-part.ts';
import { behindPart } from './behind-part.ts';
import { goTo } from './go-to.ts';
import { englishFirst } from './labels/english-first.ts';
import { createFormat } from './labels/format.ts';
import { createNoticeQueue } from './notice-queue.ts';
import type { JobTrayProviderProps } from './provider-props.ts';
import type { RootContextValue } from './root-context-value.ts';
import { nothingSaid, type Said } from './said.ts';
import { TrayShell } from './tray-shell.tsx';
import { useLatest } from './use-latest.ts';

/**
 * Connects an application with its gateway while it is mounted. One for the whole application.
 *
 * ```tsx
 * <JobTrayProvider navigate={router.push} brand="X121">
 *   <nav><JobTray /></nav>
 * </JobTrayProvider>
 * ```
 */
export function JobTrayProvider(props: JobTrayProviderProps) {
	const { client: given, url, locale = 'en', labels: toLabels, brand, notify, children, ...rest } = props;
	const { preferences, sounds, serviceWorker, notificationIcon: icon, ...shell } = rest;
	const client = useMemo(() => given ?? createLateClient({ url }, framesPart), [given, url]);
	const format = useMemo(() => createFormat(locale), [locale]);
	const labels = useMemo(() => ({ ...englishFirst(format), ...toLabels?.(format) }), [toLabels, format]);
	const [notices] = useState(createNoticeQueue);
	const [said] = useState(() => createCell<Said>(nothingSaid));
	const [trays] = useState(() => new Set<RootContextValue>());
	const latest = useLatest({ ...shell, labels, notify });
	const attention = useMemo(() => {
		const behind = () => {
			const state = behindPart.get();
			return state.status === 'ready' ? state.part : null;
		};
		return createAttention({
			client,
			url,
			brand,
			preferences,
			sounds,
			serviceWorker,
			icon,
			notify: (notice) => (latest.current.notify ?? notices.push)(notice),
			say(notice) {
				void behindPart.load().then(() => behind()?.sayNotice(notice, { said, labels: latest.current.labels }));
			},
			toNote: (notice, { names }) =>
				behind()?.toNote(notice, { ...latest.current, names }) ?? {
					title: latest.current.labels.jobs,
					body: '',
					href: null,
				},
			navigate: (href) => goTo(href, latest.current.navigate),
			openTray: () => behind()?.pickTray(trays)?.openPanel('person'),
		});
	}, [client, url, brand, preferences, sounds, serviceWorker, icon, notices, said, trays, latest]);

	return (
		<TrayShell
			{...shell}
			format={format}
			client={client}
			attention={attention}
			labels={labels}
			brand={brand}
			notices={notices}
			said={said}
			trays={trays}
		>
			{children}
		</TrayShell>
	);
}
