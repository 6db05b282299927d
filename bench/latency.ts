import { setTimeout as sleep } from 'node:timers/promises';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { createWorker, type JobTools } from 'jobtray/worker';
import type { Page } from 'playwright-core';
import { openChromium } from './measure/chromium.ts';
import { percentile } from './measure/percentile.ts';
import type { Report } from './measure/report.ts';
import { openTrayServer } from './measure/tray-server.ts';

const changes = 200;

/** Time between changes, uneven so that they do not fall into step with a timer of ours. Milliseconds. */
const pauseMs = { least: 300, most: 460 };

interface Painted {
	step: string;
	/** Epoch ms of the frame that showed it. */
	at: number;
}

/** How long a job's change takes to be seen: from the job's own call, through queue, gateway and socket, to the painted page. */
export async function runLatencyBench(): Promise<Report> {
	const engine = await openEngine('pglite:memory');
	const server = await openTrayServer(engine.source({ queues: ['paint'] }));
	const browser = await openChromium();
	const told = new Map<string, number>();
	const worker = createWorker({ engine, queue: 'paint', run: (_, tools) => tellSteps(tools, told) });
	try {
		const page = await browser.newPage();
		await page.goto(server.url);
		await engine.queue('paint').add('scene', describeJob({}, { name: 'Bench', owner: { id: 'ana', name: 'Ana' } }));
		await page.getByRole('button', { name: /^Jobs/ }).click();
		const painted = await watchSteps(page);
		const waits = painted.flatMap(({ step, at }) => {
			const toldAt = told.get(step);
			return toldAt === undefined ? [] : [at - toldAt];
		});
		return {
			rows: [
				{
					changes: waits.length,
					'p50 ms': percentile(waits, 0.5),
					'p95 ms': percentile(waits, 0.95),
					'p99 ms': percentile(waits, 0.99),
					'most ms': Math.max(...waits),
				},
			],
			says: `From a job's step() to the painted row, embedded engine, idle machine: p50 ${percentile(waits, 0.5).toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms.`,
		};
	} finally {
		await browser.close();
		await worker.close();
		await server.close();
		await engine.close();
	}
}

async function tellSteps(tools: JobTools, told: Map<string, number>): Promise<void> {
	tools.step('Warming up');
	await sleep(3_000);
	for (let change = 1; change <= changes; change += 1) {
		const step = `Change ${change}`;
		told.set(step, Date.now());
		tools.step(step);
		await sleep(pauseMs.least + ((change * 37) % (pauseMs.most - pauseMs.least)));
	}
	await sleep(1_000);
}

/** Notes when each step is on the screen: after the frame in which its text was set. */
async function watchSteps(page: Page): Promise<Painted[]> {
	await page.getByText('Warming up').waitFor();
	await page.evaluate(() => {
		const painted: Painted[] = [];
		Object.assign(window, { painted });
		const seen = new Set<string>();
		new MutationObserver(() => {
			const step = document.querySelector('.jobtray-row .jobtray-step')?.textContent ?? undefined;
			if (step === undefined || !step.startsWith('Change') || seen.has(step)) return;
			seen.add(step);
			requestAnimationFrame(() => {
				// A task after the frame: by then it has been handed over for painting.
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => painted.push({ step, at: performance.timeOrigin + performance.now() });
				port2.postMessage(null);
			});
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	await page.getByText(`Change ${changes}`, { exact: true }).waitFor({ timeout: changes * pauseMs.most * 2 });
	await page.waitForTimeout(200);
	return page.evaluate(() => (window as unknown as { painted: Painted[] }).painted);
}
