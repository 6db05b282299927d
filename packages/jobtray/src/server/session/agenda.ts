import type { Clock } from '../../protocol/index.ts';
import { type HeapItem, pushItem, takeItem } from './wait-heap.ts';

/** A timer of the clock that comes this much too early or too late tells that the clock was set, or that the process stood still. */
const setMs = 1_000;

/** Timers cannot wait longer than 24 days. */
const longestMs = 2 ** 31 - 1;

/** One who waits. */
export interface Wait extends HeapItem {
	/** Epoch ms, as the clock has shown it so far. */
	at: number;
	/** Called with what waits. */
	readonly run: (of: never) => void;
	readonly of: unknown;
}

/** Many waits on one timer of the clock: a timer of its own takes 500 bytes, a wait 80. */
export interface Agenda {
	/** Calls `run` with `of` once after `delayMs`. */
	wait<T>(delayMs: number, task: { run: (of: T) => void; of: T }): Wait;
	/** Calls it off; nothing where it is over. */
	callOff(wait: Wait | null): void;
}

/** Creates an empty agenda. It holds no timer while nobody waits. */
export function createAgenda(clock: Clock): Agenda {
	const waits: Wait[] = [];
	let seenAt = clock.now();
	let timer: { at: number; cancel: () => void } | null = null;
	let isRinging = false;

	/** As with timers of their own, all wait as long as they were to, whatever the clock shows meanwhile. */
	function shift(byMs: number): void {
		for (const wait of waits) wait.at += byMs;
		if (timer !== null) timer.at += byMs;
	}

	function look(): number {
		const now = clock.now();
		if (now < seenAt) shift(now - seenAt);
		else if (timer !== null && now > timer.at + setMs) shift(now - timer.at);
		seenAt = now;
		return now;
	}

	/** Sets the timer for who is first; one that is set for earlier stands. */
	function plan(now: number): void {
		const [first] = waits;
		if (first !== undefined && timer !== null && timer.at <= first.at) return;
		timer?.cancel();
		timer = null;
		if (first === undefined) return;
		const delayMs = Math.min(longestMs, Math.max(0, first.at - now));
		timer = { at: now + delayMs, cancel: clock.setTimer(delayMs, ring) };
	}

	function ring(): void {
		const now = look();
		if (timer !== null && now < timer.at - setMs) shift(now - timer.at);
		timer = null;
		isRinging = true;
		try {
			for (let [first] = waits; first !== undefined && first.at <= now; [first] = waits) {
				takeItem(waits, first);
				first.run(first.of as never);
			}
		} finally {
			isRinging = false;
			plan(clock.now());
		}
	}

	return {
		wait(delayMs, { run, of }) {
			const now = look();
			const wait: Wait = { at: now + delayMs, place: 0, run, of };
			pushItem(waits, wait);
			// Who is called now may wait again; the timer is set once all are through.
			if (!isRinging) plan(now);
			return wait;
		},
		callOff(wait) {
			if (wait === null) return;
			takeItem(waits, wait);
			if (waits.length > 0) return;
			timer?.cancel();
			timer = null;
		},
	};
}
