import { type ReactNode, useState } from 'react';
import { createCell } from '../../packages/jobtray/src/client/cell.ts';
import { english } from '../../packages/jobtray/src/react/labels/english.ts';
import { createFormat } from '../../packages/jobtray/src/react/labels/format.ts';
import { german } from '../../packages/jobtray/src/react/labels/german.ts';
import { createNoticeQueue, type NoticeQueue } from '../../packages/jobtray/src/react/notice-queue.ts';
import type { RootContextValue } from '../../packages/jobtray/src/react/root-context-value.ts';
import { nothingSaid } from '../../packages/jobtray/src/react/said.ts';
import { TrayShell } from '../../packages/jobtray/src/react/tray-shell.tsx';
import { createFakeAttention, type FakeAttention } from '../../packages/jobtray/src/testing/fake-attention.ts';
import { createFakeClient, type FakeClient } from '../../packages/jobtray/src/testing/fake-client.ts';
import { now } from './jobs.ts';

/** What a scene sets by hand. */
export interface Props {
	client: FakeClient;
	attention: FakeAttention;
	notices: NoticeQueue;
}

/** A tray without a network, at a moment that stands still; `set` fills it. */
export function Stage({ set, children }: { set(props: Props): void; children: ReactNode }) {
	const [props] = useState(() => {
		const made: Props = {
			client: createFakeClient({ now, viewer: { id: 'mira', name: 'Mira', scopes: ['mine', 'all'] } }),
			attention: createFakeAttention(),
			notices: createNoticeQueue(),
		};
		set(made);
		return made;
	});
	const [said] = useState(() => createCell(nothingSaid));
	const [trays] = useState(() => new Set<RootContextValue>());
	const query = new URLSearchParams(location.search);
	const isGerman = query.get('lang') === 'de';
	const format = createFormat(isGerman ? 'de' : 'en-GB', { timeZone: 'UTC' });
	return (
		<TrayShell
			{...props}
			labels={(isGerman ? german : english)(format)}
			format={format}
			said={said}
			trays={trays}
			navigate={(href) => history.pushState(null, '', href)}
			jobHref={(job) => `/jobs/${encodeURIComponent(job.key)}`}
			toastMs={0}
		>
			{children}
		</TrayShell>
	);
}
