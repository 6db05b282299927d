import type { Clock } from '../protocol/index.ts';
import { withDeadline } from './deadline.ts';
import type { Log } from './log.ts';

/** An engine that has not answered for this long is unreachable. */
const answerMs = 30_000;

/** After an error the engine is left alone for this long, doubled at each further one. */
const backOffMs = { least: 500, most: 10_000 };

/** Whether the engine answers, and how long to leave it alone where it does not. */
export interface Reach {
	/** Asks the engine. An error, or no answer in time, counts as a failure and comes back as `null`. */
	ask<T>(question: () => Promise<T>, what: string): Promise<T | null>;
	/** The engine says itself whether it can be reached. */
	set(reachable: boolean): void;
	isReachable(): boolean;
	/** How long to wait before asking again; 0 while it answers. */
	waitMs(): number;
}

/** Creates it; the engine counts as reachable until it fails. */
export function createReach({ clock, log }: { clock: Clock; log: Log }): Reach {
	let isReachable = true;
	let failures = 0;

	function change(reachable: boolean, cause: { what: string; error?: unknown }): void {
		if (reachable === isReachable) return;
		isReachable = reachable;
		if (reachable) log({ level: 'info', event: 'engine-reached', message: 'The engine answers again.' });
		else {
			const message = `The engine cannot be reached (${cause.what}). What is on the board is still served; the engine is tried again.`;
			log({ level: 'warn', event: 'engine-unreachable', message, error: cause.error });
		}
	}

	return {
		async ask(question, what) {
			try {
				const answer = await withDeadline(question(), {
					clock,
					what: `The engine, asked to ${what},`,
					limitMs: answerMs,
				});
				failures = 0;
				change(true, { what });
				return answer;
			} catch (error) {
				failures++;
				change(false, { what, error });
				return null;
			}
		},
		set: (reachable) => change(reachable, { what: 'as it says itself' }),
		isReachable: () => isReachable,
		waitMs: () => (failures === 0 ? 0 : Math.min(backOffMs.most, backOffMs.least * 2 ** (failures - 1))),
	};
}
