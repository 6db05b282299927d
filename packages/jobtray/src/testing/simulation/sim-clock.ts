import type { Clock } from '../../protocol/index.ts';
import type { Pulse } from './pulse.ts';

/** The clock of one process or page, with timers of its own. */
export interface SimScope extends Clock {
	/** Sets what it shows, past its timers: a clock set by hand, or a difference between machines. */
	jump(ms: number): void;
	/** Timers set from now on run at multiples of this only, as those of hidden pages do. 1 for all others. */
	throttle(ms: number): void;
	/** Its timers stand still; those that come due meanwhile run once it thaws. */
	freeze(): void;
	thaw(): void;
	isFrozen(): boolean;
	/** It is gone: its timers never run, and it sets no more. */
	kill(): void;
	isAlive(): boolean;
	/** How many of its timers wait. */
	pending(): number;
}

/** The time of a simulated world. */
export interface SimClock {
	now(): number;
	openScope(): SimScope;
	/** Moves time on and runs what is due, in order; what follows from one timer has happened before the next. */
	advance(ms: number): Promise<void>;
}

interface Timer {
	at: number;
	order: number;
	run: () => void;
	scope: Owner;
	isOff: boolean;
}

/** What a timer needs to know of whose it is. */
interface Owner {
	held: Timer[] | null;
	isAlive: boolean;
	timers: number;
}

/** Creates a clock that shows `start`, epoch milliseconds. */
export function createSimClock({
	start,
	pulse,
	pump,
}: {
	start: number;
	pulse: Pulse;
	/** Hands on what lies about at this moment; whether that was anything. */
	pump(): boolean;
}): SimClock {
	const heap = createHeap();
	let now = start;
	let made = 0;

	function openScope(): SimScope {
		const owner: Owner = { held: null, isAlive: true, timers: 0 };
		let skewMs = 0;
		let paceMs = 1;
		return {
			now: () => now + skewMs,
			setTimer(delayMs, run) {
				if (!owner.isAlive) return () => {};
				const at = Math.ceil((now + Math.max(0, delayMs)) / paceMs) * paceMs;
				const timer: Timer = { at, order: made++, run, scope: owner, isOff: false };
				owner.timers++;
				heap.push(timer);
				return () => {
					if (timer.isOff) return;
					timer.isOff = true;
					owner.timers--;
				};
			},
			jump(ms) {
				skewMs += ms;
			},
			throttle(ms) {
				paceMs = ms;
			},
			freeze() {
				owner.held ??= [];
			},
			thaw() {
				const held = owner.held ?? [];
				owner.held = null;
				for (const timer of held) heap.push(timer);
			},
			isFrozen: () => owner.held !== null,
			kill() {
				owner.isAlive = false;
				owner.timers = 0;
			},
			isAlive: () => owner.isAlive,
			pending: () => owner.timers,
		};
	}

	function runDue(timer: Timer): void {
		if (timer.isOff || !timer.scope.isAlive) return;
		if (timer.scope.held !== null) {
			timer.scope.held.push(timer);
			return;
		}
		timer.isOff = true;
		timer.scope.timers--;
		timer.run();
	}

	/** Runs what is due until then, one after the other, each once nothing follows from the one before. */
	function run(until: number, { done, failed }: { done(): void; failed(error: unknown): void }): void {
		const caught = (go: () => void) => () => {
			try {
				go();
			} catch (error) {
				failed(error);
			}
		};
		const rest = caught(() => {
			if (pump()) pulse.settle(rest);
			else pulse.turn(next);
		});
		const next = caught(() => {
			const timer = heap.pop(until);
			if (timer === undefined) {
				now = until;
				done();
				return;
			}
			now = Math.max(now, timer.at);
			runDue(timer);
			pulse.settle(rest);
		});
		pulse.settle(rest);
	}

	return {
		now: () => now,
		openScope,
		advance: (ms) => new Promise((done, failed) => run(now + ms, { done, failed })),
	};
}

/** Timers by when they are due; of the same moment, the one set first. */
function createHeap() {
	const items: Timer[] = [];
	const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);

	function sink(item: Timer): void {
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			let least = items[child];
			if (least === undefined) break;
			const right = items[child + 1];
			if (right !== undefined && isBefore(right, least)) {
				child++;
				least = right;
			}
			if (!isBefore(least, item)) break;
			items[at] = least;
			at = child;
		}
		items[at] = item;
	}

	return {
		push(item: Timer) {
			let at = items.length;
			items.push(item);
			while (at > 0) {
				const up = (at - 1) >> 1;
				const parent = items[up];
				if (parent === undefined || !isBefore(item, parent)) break;
				items[at] = parent;
				at = up;
			}
			items[at] = item;
		},
		/** The next one that is due by then; those called off are left out. */
		pop(until: number): Timer | undefined {
			for (let top = items[0]; top !== undefined && top.at <= until; top = items[0]) {
				const last = items.pop();
				if (last !== undefined && items.length > 0) sink(last);
				if (!top.isOff && top.scope.isAlive) return top;
			}
			return undefined;
		},
	};
}
