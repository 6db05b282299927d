import type { JobtrayClient, Readable } from '../client/index.ts';
import { createListeners } from '../client/listeners.ts';

const secondMs = 1_000;

/**
 * Creates the tray's one clock hand: the server's time in whole seconds, epoch ms.
 *
 * It moves only while somebody listens and the page can be seen, with one timer however many listen.
 */
export function createSecond({ now, clock, page }: Pick<JobtrayClient, 'now' | 'clock' | 'page'>): Readable<number> {
	let second = 0;
	let stopTimer: (() => void) | null = null;
	let stopPage: (() => void) | null = null;
	const listeners = createListeners(close);

	function read(): number {
		return Math.floor(now() / secondMs) * secondMs;
	}

	function tick(): void {
		const next = read();
		stopTimer = page.hidden() ? null : clock.setTimer(secondMs - (now() - next), tick);
		if (next === second) return;
		second = next;
		listeners.tell();
	}

	function open(): void {
		second = read();
		stopPage = page.subscribe(() => {
			stopTimer?.();
			tick();
		});
		tick();
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
