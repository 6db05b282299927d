import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { createCell } from '../src/client/cell.ts';
import type { JobTrayProps } from '../src/react/job-tray.tsx';
import { JobTray } from '../src/react/job-tray.tsx';
import { english } from '../src/react/labels/english.ts';
import { createFormat } from '../src/react/labels/format.ts';
import { createNoticeQueue } from '../src/react/notice-queue.ts';
import type { JobTrayProviderProps } from '../src/react/provider-props.ts';
import type { RootContextValue } from '../src/react/root-context-value.ts';
import { nothingSaid } from '../src/react/said.ts';
import { TrayShell } from '../src/react/tray-shell.tsx';
import { createFakeAttention, createFakeClient, createFakePage } from '../src/testing/index.ts';

// Panel and toasts are loaded when first wanted, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

/** 18 February 2026, 14:27 UTC. */
export const now = Date.UTC(2026, 1, 18, 14, 27, 0);

const format = createFormat('en-GB', { timeZone: 'UTC' });

/** The English labels of every test: British, and in UTC. */
export const labels = english(format);

/** Gives jsdom the sizes that it does not work out: everything is 60 px high and in view. */
export function stubLayout(): void {
	Object.defineProperty(HTMLElement.prototype, 'offsetParent', { configurable: true, get: () => document.body });
	globalThis.ResizeObserver = class implements ResizeObserver {
		run: ResizeObserverCallback;
		constructor(run: ResizeObserverCallback) {
			this.run = run;
		}
		observe(target: Element) {
			const height = target.classList.contains('jobtray-scroller') ? 480 : 60;
			const contentRect = new DOMRect(0, 0, 400, height);
			const size = [{ blockSize: height, inlineSize: 400 }];
			const entry = { target, contentRect, borderBoxSize: size, contentBoxSize: size, devicePixelContentBoxSize: size };
			queueMicrotask(() => this.run([entry], this));
		}
		unobserve() {}
		disconnect() {}
	};
}

/** Renders a whole tray over fakes, in StrictMode. */
export function renderTray(
	options: {
		tray?: JobTrayProps;
		shell?: Pick<JobTrayProviderProps, 'navigate' | 'jobHref' | 'toastMs' | 'shortcut' | 'brand'>;
	} = {},
) {
	const page = createFakePage();
	const client = createFakeClient({ now, viewer: { id: 'mira', name: 'Mira', scopes: ['mine', 'all'] }, page });
	const attention = createFakeAttention();
	const notices = createNoticeQueue();
	const said = createCell(nothingSaid);
	const trays = new Set<RootContextValue>();
	const view = render(
		<StrictMode>
			<TrayShell
				{...options.shell}
				client={client}
				attention={attention}
				labels={labels}
				format={format}
				notices={notices}
				said={said}
				trays={trays}
			>
				<JobTray {...options.tray} />
				<main>The host</main>
			</TrayShell>
		</StrictMode>,
	);
	return {
		...view,
		client,
		page,
		mine: client.feed('mine'),
		all: client.feed('all'),
		attention,
		notices,
		said,
		trays,
		user: userEvent.setup(),
	};
}

export { cleanup };
