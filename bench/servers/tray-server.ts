import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'bullmq';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { createGateway, type Source } from 'jobtray/server';
import { createWorker, type JobTools } from 'jobtray/worker';
import { WebSocketServer } from 'ws';
import { buildPages } from '../measure/build-pages.ts';
import { answerParent } from '../measure/child.ts';
import { preciseNow } from '../measure/stamp.ts';
import { addJobs, type Load, type LoadOptions, startLoad } from '../measure/start-load.ts';
import { createSteadySource } from '../measure/steady-source.ts';
import { measureCpuMs } from '../measure/usage.ts';

type Engine = Awaited<ReturnType<typeof openEngine>>;

let engine: Engine | undefined;
let load: Load | undefined;
let steady: ReturnType<typeof createSteadySource> | undefined;
let tellFloor: (text: string) => void = () => {};
let tools: JobTools | undefined;
let heard = 0;

function needEngine(): Engine {
	if (engine === undefined) throw new Error('Open an engine first.');
	return engine;
}

/** Counts what of progress arrives from the engine. */
function withCount(source: Source): Source {
	return {
		...source,
		start: (onHint) =>
			source.start((hint) => {
				if (hint.type === 'progressed') heard += 1;
				onHint(hint);
			}),
	};
}

async function serve(source: Source): Promise<string> {
	const server = createServer(await buildPages());
	const floor = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	server.on('upgrade', (request, socket, head) => {
		if (request.url === '/floor-socket') floor.handleUpgrade(request, socket, head, () => {});
	});
	tellFloor = (text) => {
		for (const client of floor.clients) client.send(text);
	};
	const gateway = createGateway({ source, authenticate: () => ({ id: 'ana', name: 'Ana' }), socketsPerViewer: 1_000 });
	gateway.attach(server);
	await gateway.ready;
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const answers = {
	async openEngine(url: string): Promise<void> {
		engine = await openEngine(url);
	},
	/** Serves the pages, and the jobs of these queues of the engine. */
	serveEngine: (queues: string[]) => serve(withCount(needEngine().source({ queues }))),
	/** Serves the pages, and so many made-up jobs. */
	serveSteady(jobs: number): Promise<string> {
		steady = createSteadySource({ jobs });
		return serve(steady);
	},
	runSteady: (perSecond: number) => steady?.pace.run(perSecond),
	stopSteady: () => steady?.pace.stop(),
	async startLoad(options: LoadOptions): Promise<void> {
		load = await startLoad(needEngine(), options);
	},
	stopLoad: () => load?.stop(),
	/** Starts a job of Ana's that the next questions are about. */
	async startJob(): Promise<void> {
		const queue = 'paint';
		const begun = new Promise<void>((resolve) => {
			createWorker({
				engine: needEngine(),
				queue,
				async run(_, given) {
					tools = given;
					given.step('Warming up');
					resolve();
					await new Promise(() => {});
				},
			});
		});
		await needEngine()
			.queue(queue)
			.add('scene', describeJob({}, { name: 'Bench', owner: { id: 'ana', name: 'Ana' } }));
		await begun;
	},
	/** Has the job say a step. Returns when it did. */
	say(step: string): number {
		const at = preciseNow();
		tools?.step(step);
		return at;
	},
	/** Sends a text to the bare page. Returns when. */
	sayFloor(text: string): number {
		const at = preciseNow();
		tellFloor(text);
		return at;
	},
	/** Runs so many jobs that do nothing through BullMQ's own worker; the milliseconds from the first to the last. */
	async runThrough({ queue, jobs }: { queue: string; jobs: number }): Promise<number> {
		await addJobs(needEngine(), { queue, jobs, owner: 'ana' });
		const { options, backend } = needEngine().bullmq;
		const startedAt = performance.now();
		let done = 0;
		await new Promise<void>((resolve) => {
			const worker = new Worker(queue, async () => {}, { ...options, concurrency: 20 }, backend);
			worker.on('completed', () => {
				done += 1;
				if (done === jobs) void worker.close().then(() => resolve());
			});
		});
		return performance.now() - startedAt;
	},
	figures: () => ({ cpuMs: measureCpuMs(), told: load?.told() ?? 0, heard, steady: steady?.pace.count ?? 0 }),
	/** Leaves nothing in the engine's store but what the engine itself keeps. */
	async shutDown(): Promise<void> {
		await load?.stop();
		await engine?.close();
	},
};

/** What the process answers. */
export type TrayServer = typeof answers;

answerParent(answers);
