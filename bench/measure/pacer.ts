/** Does something at a steady rate. */
export interface Pacer {
	/** Until `stop`. */
	run(perSecond: number): void;
	/** Idempotent. */
	stop(): void;
	/** How often it has been done. */
	readonly count: number;
}

/** How often it catches up: often enough that nothing waits long, seldom enough that the timer costs nothing. */
const tickMs = 10;

/** What is owed for longer than this is let go: whoever cannot keep up would otherwise be asked for ever more. */
const mostOwedMs = 200;

/** Makes one that stands still. `act` is given how often it has been done before. */
export function createPacer(act: (count: number) => void): Pacer {
	let timer: NodeJS.Timeout | undefined;
	let count = 0;
	return {
		run(perSecond) {
			clearInterval(timer);
			let last = performance.now();
			let owed = 0;
			timer = setInterval(() => {
				const now = performance.now();
				owed = Math.min(owed + ((now - last) / 1_000) * perSecond, (mostOwedMs / 1_000) * perSecond);
				last = now;
				for (; owed >= 1; owed -= 1) {
					act(count);
					count += 1;
				}
			}, tickMs);
		},
		stop() {
			clearInterval(timer);
		},
		get count() {
			return count;
		},
	};
}
