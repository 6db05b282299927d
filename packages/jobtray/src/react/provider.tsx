import { useMemo, useState } from 'react';
import { createAttention } from '../attention/create-attention.ts';
import type { Notice } from '../attention/index.ts';
import { createCell } from '../client/cell.ts';
import { createClient } from '../client/create-client.ts';
import { englishFirst } from './labels/english-first.ts';
import { createFormat } from './labels/format.ts';
import { nothingSaid, type Said } from './live-region.tsx';
import { createNoticeQueue } from './notice-queue.ts';
import type { JobTrayProviderProps } from './provider-props.ts';
import { toSaid } from './to-said.ts';
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
	const { client: given, url, locale = 'en', labels: toLabels, brand, notify, children, ...shell } = props;
	const client = useMemo(() => given ?? createClient({ url }), [given, url]);
	const format = useMemo(() => createFormat(locale), [locale]);
	const labels = useMemo(() => ({ ...englishFirst(format), ...toLabels?.(format) }), [toLabels, format]);
	const [notices] = useState(createNoticeQueue);
	const [said] = useState(() => createCell<Said>(nothingSaid));
	const latest = useLatest({ labels, notify });
	const attention = useMemo(() => {
		function tell(notice: Notice): void {
			const { labels, notify = notices.push } = latest.current;
			said.set({ text: toSaid(notice, labels), times: said.get().times + 1 });
			notify(notice);
		}
		return createAttention({ client, url, brand, notify: tell });
	}, [client, url, brand, notices, said, latest]);

	return (
		<TrayShell
			{...shell}
			format={format}
			client={client}
			attention={attention}
			labels={labels}
			notices={notices}
			said={said}
		>
			{children}
		</TrayShell>
	);
}
