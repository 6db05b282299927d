import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { makeScene } from './make-scene.ts';
import { openEncoder } from './open-encoder.ts';
import type { ScenePlan } from './plan.ts';
import { SceneFailure } from './scene-failure.ts';
import { framesAhead, type ThreadOrder, type ThreadReport } from './thread-messages.ts';

// The entry of a scene's thread: it makes one scene and ends. See `run-in-thread.ts` for the other side.

if (!parentPort) throw new Error('This file is the entry of a worker thread; start Studio with `npm start`.');
const port = parentPort;
const plan: ScenePlan = workerData;

yieldToServer();

let permits = framesAhead;
let stopped = false;
let wake: (() => void) | undefined;

port.on('message', (order: ThreadOrder) => {
	if (order.type === 'next') permits += 1;
	else stopped = true;
	wake?.();
});

try {
	const end = await makeScene(plan, {
		openEncoder,
		onPoint: tell,
		async mayDraw() {
			while (permits === 0 && !stopped) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			// Lets an order that has just arrived be heard even when there are permits left.
			await new Promise((resolve) => setImmediate(resolve));
			permits -= 1;
			return stopped ? 'stop' : 'draw';
		},
	});
	tell({ type: end });
} catch (error) {
	const { message, stack } = error instanceof Error ? error : new Error(String(error));
	tell({ type: 'failed', message, understood: error instanceof SceneFailure, stack });
}
port.close();

function tell(report: ThreadReport): void {
	port.postMessage(report);
}

/** Gives the processor to the server's thread first: on Linux the priority counts for this thread and those it starts. */
function yieldToServer(): void {
	sharp.concurrency(1);
	// Elsewhere the call would slow the whole process.
	if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);
}
