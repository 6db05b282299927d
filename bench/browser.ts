import type { Browser } from 'playwright-core';
import type { Child } from './measure/child.ts';
import { openChromium } from './measure/chromium.ts';
import { type MainThreadFigures, measureMainThread } from './measure/main-thread.ts';
import { openBackend, openTrayServer } from './measure/open-backend.ts';
import { median } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import type { TrayServer } from './servers/tray-server.ts';

const jobCounts = [100, 1_000, 10_000, 100_000];
const rates = [100, 1_000, 10_000];
const panels = ['closed', 'open'] as const;

/** What the design's budget is about. */
const budgeted = { jobs: 10_000, rate: 10_000 };

/** A busy machine is slow to load a page; how fast it does so is not what is measured. */
const loadTimeoutMs = 120_000;

interface Cell {
	engine: string;
	jobs: number;
	/** Events a second that are asked for. */
	rate: number;
	page: 'no tray' | (typeof panels)[number];
}

/** How busy many jobs keep the page, with the panel closed and open, against the same page without the tray. */
export async function runBrowserBench({ short }: BenchOptions): Promise<Report> {
	const rounds = short ? 1 : 5;
	const measuredMs = short ? 2_000 : 4_000;
	const browser = await openChromium();
	const rows: Report['rows'] = [];
	try {
		for (const jobs of short ? [1_000] : jobCounts) {
			const some = short ? [1_000] : rates;
			rows.push(...(await measureSteady(browser, { jobs, rounds, measuredMs, rates: some })));
		}
		const redis = short ? { jobs: 200, rate: 200 } : budgeted;
		rows.push(...(await measureRedis(browser, { ...redis, rounds, measuredMs })));
	} finally {
		await browser.close();
	}
	return {
		rows,
		says: `Medians of ${rounds} interleaved rounds of ${measuredMs / 1_000} s.`,
		budgets: toBudgets(rows),
	};
}

function toBudgets(rows: Report['rows']): Report['budgets'] {
	const open = rows.filter(
		({ jobs, asked, page }) => jobs === budgeted.jobs && asked === budgeted.rate && page === 'open',
	);
	return open.flatMap((row) => {
		const what = `10,000 jobs, 10,000 events/s at the server (${row.engine}), panel open`;
		return [
			{ what: `${what}: main thread busy`, limit: 15, measured: Number(row['busy %']), unit: '%' },
			{ what: `${what}: longest task`, limit: 50, measured: Number(row['longest task ms']), unit: 'ms' },
		];
	});
}

async function measureSteady(
	browser: Browser,
	options: { jobs: number; rounds: number; measuredMs: number; rates: readonly number[] },
): Promise<Report['rows']> {
	const server = openTrayServer();
	const { jobs } = options;
	try {
		const url = await server.ask('serveSteady', jobs);
		const cells = options.rates.flatMap((rate) =>
			panels.map((page): Cell => ({ engine: 'made up', jobs, rate, page })),
		);
		cells.unshift({ engine: 'made up', jobs, rate: 0, page: 'no tray' });
		return await measureCells(cells, {
			...options,
			async measure({ rate, page }) {
				await server.ask('runSteady', rate);
				const figures = await measurePage(browser, { url, page, measuredMs: options.measuredMs, server });
				await server.ask('stopSteady');
				return figures;
			},
		});
	} finally {
		await server.close();
	}
}

/** The same through BullMQ: workers in a process of their own tell progress to Redis, and the gateway reads it there. */
async function measureRedis(
	browser: Browser,
	options: { jobs: number; rate: number; rounds: number; measuredMs: number },
): Promise<Report['rows']> {
	const { jobs, rate } = options;
	const { gateway, workers, close } = await openBackend('Redis');
	try {
		const everyMs = (jobs / rate) * 1_000;
		await workers.ask('startLoad', { queue: 'load', jobs, owner: 'ana', everyMs });
		const url = await gateway.ask('serveEngine', ['load']);
		const cells = panels.map((page): Cell => ({ engine: 'Redis', jobs, rate, page }));
		return await measureCells(cells, {
			...options,
			measure: ({ page }) => measurePage(browser, { url, page, measuredMs: options.measuredMs, server: gateway }),
		});
	} finally {
		await close();
	}
}

type Figures = MainThreadFigures & { 'events/s': number };

async function measureCells(
	cells: readonly Cell[],
	{ rounds, measure }: { rounds: number; measure: (cell: Cell) => Promise<Figures> },
): Promise<Report['rows']> {
	const found = new Map<Cell, Figures[]>(cells.map((cell) => [cell, []]));
	for (let round = 0; round < rounds; round += 1) {
		for (const [cell, each] of found) each.push(await measure(cell));
	}
	return [...found].map(([{ rate, ...cell }, each]) => {
		const middle = (name: keyof Figures) => median(each.map((figures) => figures[name]));
		return {
			...cell,
			asked: rate,
			'events/s': middle('events/s'),
			'busy %': middle('busy %'),
			'longest task ms': middle('longest task ms'),
			'frames painted/s': middle('frames painted/s'),
			'heap MB': middle('heap MB'),
		};
	});
}

async function measurePage(
	browser: Browser,
	{
		url,
		page: kind,
		measuredMs,
		server,
	}: { url: string; page: Cell['page']; measuredMs: number; server: Child<TrayServer> },
): Promise<Figures> {
	const page = await browser.newPage();
	page.setDefaultTimeout(loadTimeoutMs);
	await page.goto(kind === 'no tray' ? `${url}bare` : url);
	if (kind !== 'no tray') await page.getByRole('button', { name: /^Jobs: \d/ }).waitFor();
	if (kind === 'open') {
		await page.getByRole('button', { name: /^Jobs/ }).click();
		await page.getByRole('progressbar').first().waitFor();
	}
	const before = await server.ask('figures');
	const startedAt = performance.now();
	const figures = await measureMainThread(page, measuredMs);
	const after = await server.ask('figures');
	const events = after.steady + after.heard - before.steady - before.heard;
	await page.close();
	return { ...figures, 'events/s': (events * 1_000) / (performance.now() - startedAt) };
}
