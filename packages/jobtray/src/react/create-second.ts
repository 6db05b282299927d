import type { JobtrayClient, Readable } from '../client/index.ts';
import { createListeners } from '../client/listeners.ts';

const secondMs = 1_000;

/**
 * Creates the tray's one clock hand: the server's time in whole seconds, epoch ms; while the link is lost, the time as
 * of which the rows are.
 *
 * It moves only while somebody listens and the page can be seen, with one timer however many listen. Listeners are told
 * each second even while it is held: how old things are goes on.
 */
export function createSecond(client: Pick<JobtrayClient, 'now' | 'clock' | 'page' | 'link'>): Readable<number> {
	const { now, clock, page, link } = client;
	let second = 0;
	let stopTimer: (() => void) | null = null;
	let stopPage: (() => void) | null = null;
	const listeners = createListeners(close);

	function read(): number {
		const state = link.get();
		const heldMs = 'asOf' in state && state.asOf !== undefined ? clock.now() - state.asOf : 0;
		return Math.floor((now() - heldMs) / secondMs) * secondMs;
	}

	function move(): void {
		stopTimer = page.hidden() ? null : clock.setTimer(secondMs - (now() % secondMs), tick);
		second = read();
	}

	function tick(): void {
		move();
		listeners.tell();
	}

	function open(): void {
		stopPage = page.subscribe(() => {
			stopTimer?.();
			tick();
		});
		move();
	}

	function close(): void {
		stopTimer?.();
		stopPage?.();
		stopTimer = stopPage = null;
	}

	return {
		get: () => (stopPage === null ? read() : second),
		subscribe(listener) {
			const undo = listeners.add(listener);
			if (stopPage === null) open();
			return undo;
		},
	};
}
