import type { Ledger } from '../../attention/index.ts';
import type { Pulse } from './pulse.ts';
import type { Random } from './random.ts';
import type { SimScope } from './sim-clock.ts';

/** The longest that a browser's database takes here, either way: longer, and a page would take another ledger. */
const mostMs = 400;

/** Creates a ledger that takes its time before and after each question, so that a page may go in between. */
export function createSimLedger(options: {
	ledger: Ledger;
	random: Random;
	/** Times what is under way; gone with the page. */
	outside: SimScope;
	pulse: Pulse;
	lagMs(): number;
	/** These ends are listed; the page that asked has not heard of it yet. */
	claimed(won: ReadonlySet<string>): void;
	/** The page tells nothing more of what is listed here. */
	closed(): void;
}): Ledger {
	const { ledger, random, outside, pulse, lagMs, claimed, closed } = options;
	let isClosed = false;

	function travel(): Promise<void> {
		pulse.beat();
		if (lagMs() === 0) return Promise.resolve();
		return new Promise((resolve) => {
			outside.setTimer(random.below(Math.min(lagMs(), mostMs)), () => {
				pulse.beat();
				resolve();
			});
		});
	}

	return {
		async toldUpTo(now) {
			await travel();
			const upTo = await ledger.toldUpTo(now);
			await travel();
			return upTo;
		},
		async claim(ends) {
			await travel();
			// The page has gone meanwhile, and with it what it was about to ask.
			if (!outside.isAlive()) return new Promise(() => {});
			const won = await ledger.claim(ends);
			claimed(won);
			if (isClosed) closed();
			await travel();
			return won;
		},
		close() {
			isClosed = true;
			closed();
			ledger.close();
		},
	};
}
