import type { Clock } from '../../protocol/index.ts';
import type { Ledger } from './ledger.ts';

/** How long the first ledger may take: a cold disk opens a database within this, and some browsers never answer at all. */
const patienceMs = 3_000;

/** Uses `first` until it fails or does not answer, and `second` from then on. Never rejects, provided that `second` does not. */
export function createFallBackLedger({
	first,
	second,
	clock,
}: {
	first: Ledger;
	second: Ledger;
	clock: Clock;
}): Ledger {
	let failed = false;

	async function ask<T>(question: (ledger: Ledger) => Promise<T>): Promise<T> {
		if (failed) return question(second);
		try {
			return await withinPatience(question(first), clock);
		} catch {
			// Missing, blocked, full, broken or silent: whichever it is, the other ledger does instead.
			failed = true;
			first.close();
			return question(second);
		}
	}

	return {
		toldUpTo: (now) => ask((ledger) => ledger.toldUpTo(now)),
		claim: (ends) => ask((ledger) => ledger.claim(ends)),
		close() {
			first.close();
			second.close();
		},
	};
}

function withinPatience<T>(answer: Promise<T>, clock: Clock): Promise<T> {
	return new Promise((resolve, reject) => {
		const cancel = clock.setTimer(patienceMs, () => reject(new Error('The ledger did not answer.')));
		answer.then(resolve, reject).finally(cancel);
	});
}
