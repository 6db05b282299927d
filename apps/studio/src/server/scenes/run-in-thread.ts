import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ScenePoint } from './make-scene.ts';
import type { ScenePlan } from './plan.ts';
import { SceneFailure } from './scene-failure.ts';
import type { ThreadOrder, ThreadReport } from './thread-messages.ts';

/** How long a thread has to stop at a frame by itself before it is ended. */
const stopGraceMs = 3_000;

export interface RunInThreadOptions {
	/**
	 * Hears how far it is, one point at a time. The thread draws at most a few frames ahead of it:
	 * as long as this does not resolve the scene stands still, and if it rejects the scene is given up.
	 */
	onPoint(point: ScenePoint): Promise<void>;
	/** Gives the scene up. */
	signal: AbortSignal;
}

/**
 * Makes a scene in a thread of its own, so that the server's loop stays free.
 *
 * Rejects with what `onPoint` or the signal gave as the reason, with a {@link SceneFailure} for a fault that a person
 * can mend, and with a plain error where the thread crashed. The thread is gone when it settles.
 */
export async function runInThread(plan: ScenePlan, { onPoint, signal }: RunInThreadOptions): Promise<void> {
	signal.throwIfAborted();
	const thread = new Worker(fileURLToPath(new URL('./thread-entry.mjs', import.meta.url)), {
		workerData: plan,
		// None of the process's flags: they would set up tsx a second time.
		execArgv: [],
	});
	const order = (message: ThreadOrder) => thread.postMessage(message);
	const gone = new Promise<number>((resolve) => thread.once('exit', resolve));

	try {
		await new Promise<void>((resolve, reject) => {
			const abort = () => reject(signal.reason);
			signal.addEventListener('abort', abort, { once: true });
			let hasReported = false;
			void gone.then((code) => {
				signal.removeEventListener('abort', abort);
				// A thread that is done ends at once, often before all its points were heard here.
				if (hasReported) return;
				reject(new Error(`The encoder crashed (its thread ended with code ${code}). Try again.`));
			});
			thread.once('error', (cause) => reject(new Error(`The encoder crashed: ${cause}. Try again.`, { cause })));
			let before = Promise.resolve();
			thread.on('message', (report: ThreadReport) => {
				if (report.type === 'done') {
					hasReported = true;
					before.then(resolve, reject);
				} else if (report.type === 'failed') reject(toError(report));
				else if (report.type !== 'stopped') {
					before = before.then(async () => {
						await onPoint(report);
						if (report.type === 'encoded') order({ type: 'next' });
					});
					before.catch(reject);
				}
			});
		});
	} finally {
		order({ type: 'stop' });
		const grace = setTimeout(() => void thread.terminate(), stopGraceMs);
		await gone;
		clearTimeout(grace);
	}
}

function toError(report: Extract<ThreadReport, { type: 'failed' }>): Error {
	if (report.understood) return new SceneFailure(report.message);
	const error = new Error(`The encoder could not go on: ${report.message}. Try again.`);
	error.stack = report.stack;
	return error;
}
