import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './measure/chromium.ts';
import { type Backend, type EngineKind, openBackend } from './measure/open-backend.ts';
import { percentile } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import { readPainted, watchPaint } from './measure/watch-paint.ts';

/** Time between changes, uneven so that they do not fall into step with a timer of ours. Milliseconds. */
const pauseMs = { least: 300, most: 460 };

/** Who else has jobs, each of which tells progress once a second. */
interface Load {
	name: string;
	owner: string;
	jobs: number;
}

const engines = ['Redis', 'embedded'] as const satisfies readonly EngineKind[];

function toLoads(engine: EngineKind, jobs: number): Load[] {
	const ofOthers = (count: number) => ({ name: `${toText(count)} events/s of others`, owner: 'ben', jobs: count });
	const loads = [
		{ name: 'idle', owner: '', jobs: 0 },
		ofOthers(jobs),
		{ name: `${toText(jobs)} events/s of one’s own`, owner: 'ana', jobs },
	];
	// More than the embedded engine takes.
	return engine === 'Redis' ? [...loads, ofOthers(10 * jobs)] : loads;
}

const toText = (count: number) => count.toLocaleString('en');

/** A busy machine is slow to load a page; how fast it does so is not what is measured. */
const loadTimeoutMs = 120_000;

/** How long a job's change takes to be seen: from the job's own call, through engine, gateway and socket, to the painted page. */
export async function runLatencyBench({ short }: BenchOptions): Promise<Report> {
	const changes = short ? 20 : 300;
	const jobs = short ? 100 : 1_000;
	// One each: of two pages of one browser only the one in front gets its frames at once.
	const browsers = { tray: await openChromium(), floor: await openChromium() };
	const rows: Report['rows'] = [];
	try {
		for (const engine of engines) {
			for (const load of toLoads(engine, jobs)) rows.push(...(await measureLoad(browsers, { engine, load, changes })));
		}
	} finally {
		await browsers.tray.close();
		await browsers.floor.close();
	}
	const worst = (engine: string, load: string | undefined) =>
		Number(rows.find((row) => row.engine === engine && row.load === load)?.['p99 ms']);
	return {
		rows,
		says: `${changes} changes each, in turn with as many on the bare page. Redis: p99 ${worst('Redis', 'idle').toFixed(0)} ms when idle.`,
		budgets: toLoads('Redis', jobs).map(({ name }) => ({
			what: `engine event → painted, p99, Redis, ${name}`,
			limit: 50,
			measured: worst('Redis', name),
			unit: 'ms',
		})),
	};
}

async function measureLoad(
	browsers: { tray: Browser; floor: Browser },
	{ engine, load, changes }: { engine: EngineKind; load: Load; changes: number },
): Promise<Report['rows']> {
	const backend = await openBackend(engine);
	const { gateway, workers } = backend;
	const pages = { tray: await browsers.tray.newPage(), floor: await browsers.floor.newPage() };
	try {
		const url = await gateway.ask('serveEngine', ['paint', 'load']);
		await workers.ask('startJob');
		const { owner, jobs } = load;
		if (jobs > 0) await workers.ask('startLoad', { queue: 'load', jobs, owner, everyMs: 1_000 });
		const tray = await openTray(pages.tray, url);
		const floor = await openFloor(pages.floor, url);
		const before = await gateway.ask('figures');
		const startedAt = performance.now();
		const said = await sayInTurn(backend, changes);
		const after = await gateway.ask('figures');
		const perSecond = ((after.heard - before.heard) * 1_000) / (performance.now() - startedAt);
		const toRow = async (page: string, from: Page, times: ReadonlyMap<string, number>) => {
			const waits = (await readPainted(from)).flatMap(({ text, at }) => {
				const saidAt = times.get(text);
				return saidAt === undefined ? [] : [at - saidAt];
			});
			return {
				engine,
				load: load.name,
				'events/s': perSecond,
				page,
				changes: waits.length,
				'p50 ms': percentile(waits, 0.5),
				'p95 ms': percentile(waits, 0.95),
				'p99 ms': percentile(waits, 0.99),
				'most ms': Math.max(...waits),
			};
		};
		return [await toRow('tray', tray, said.tray), await toRow('bare ws', floor, said.floor)];
	} finally {
		await pages.tray.close();
		await pages.floor.close();
		await backend.close();
	}
}

/** A change of the job, then one of the bare page, and so on, so that both have the same machine. */
async function sayInTurn({ gateway, workers }: Backend, changes: number) {
	const said = { tray: new Map<string, number>(), floor: new Map<string, number>() };
	for (let change = 1; change <= changes; change += 1) {
		const text = `Change ${change}`;
		const gapMs = pauseMs.least + ((change * 37) % (pauseMs.most - pauseMs.least));
		said.tray.set(text, await workers.ask('say', text));
		await sleep(gapMs / 2);
		said.floor.set(text, await gateway.ask('sayFloor', text));
		await sleep(gapMs / 2);
	}
	await sleep(1_000);
	return said;
}

async function openTray(page: Page, url: string): Promise<Page> {
	page.setDefaultTimeout(loadTimeoutMs);
	await page.goto(url);
	await page.getByRole('button', { name: /^Jobs/ }).click();
	await page.getByText('Warming up').waitFor();
	await watchPaint(page, '.jobtray-row .jobtray-step');
	return page;
}

async function openFloor(page: Page, url: string): Promise<Page> {
	page.setDefaultTimeout(loadTimeoutMs);
	await page.goto(`${url}floor`);
	await page.getByText('open').waitFor();
	await watchPaint(page, '.floor');
	return page;
}
