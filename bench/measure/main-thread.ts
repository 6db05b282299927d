import type { Page } from 'playwright-core';

/** What a page's main thread did for a while. */
export interface MainThreadFigures {
	'busy %': number;
	'longest task ms': number;
	'frames painted/s': number;
	'heap MB': number;
}

interface TraceEvent {
	name: string;
	cat: string;
	ph: string;
	pid: number;
	tid: number;
	/** In microseconds, as `dur`. */
	ts: number;
	dur?: number;
	args?: { name?: string };
}

/** Lets a page settle first, so that loading is not counted. */
const settleMs = 2_000;

/** Watches the page's main thread for `durationMs`, by Chromium's own trace of its tasks. */
export async function measureMainThread(page: Page, durationMs: number): Promise<MainThreadFigures> {
	await page.waitForTimeout(settleMs);
	const session = await page.context().newCDPSession(page);
	const events: TraceEvent[] = [];
	session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
	const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: {
			includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'],
		},
	});
	await page.waitForTimeout(durationMs);
	await session.send('Tracing.end');
	await complete;
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	const thread = findMainThread(events);
	const tasks = events.filter(
		({ name, ph, pid, tid }) => /RunTask$/.test(name) && ph === 'X' && pid === thread.pid && tid === thread.tid,
	);
	return {
		'busy %': sumBusyUs(tasks) / 10 / durationMs,
		'longest task ms': tasks.reduce((most, { dur = 0 }) => Math.max(most, dur), 0) / 1_000,
		'frames painted/s':
			(events.filter(({ name, pid }) => name === 'Paint' && pid === thread.pid).length * 1_000) / durationMs,
		'heap MB': usedSize / 1e6,
	};
}

/** How long at least one was under way: Chromium traces a task from its scheduler and from its timeline, one within the other. */
function sumBusyUs(tasks: readonly TraceEvent[]): number {
	let busyUs = 0;
	let until = 0;
	for (const { ts, dur = 0 } of tasks.toSorted((a, b) => a.ts - b.ts)) {
		busyUs += Math.max(0, ts + dur - Math.max(ts, until));
		until = Math.max(until, ts + dur);
	}
	return busyUs;
}

/** The renderer's main thread that did most: other tabs of the browser have one each. */
function findMainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
	const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
	const busy = (main: TraceEvent) =>
		events.reduce((sum, { pid, tid, dur = 0 }) => sum + (pid === main.pid && tid === main.tid ? dur : 0), 0);
	const [main] = mains.sort((a, b) => busy(b) - busy(a));
	if (main === undefined) throw new Error('The trace names no main thread: has Chromium renamed it?');
	return main;
}
