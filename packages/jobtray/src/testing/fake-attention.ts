import type { Attention } from '../attention/index.ts';
import { createFakeReadable, type FakeReadable } from './fake-readable.ts';

/** An attention that tells nobody anything; what is unseen is set by hand. */
export interface FakeAttention extends Attention {
	unseen: FakeReadable<{ completed: number; failed: number }>;
	/** How many opens have not been undone. */
	holds(): number;
}

/** Creates an attention with nothing unseen. */
export function createFakeAttention(): FakeAttention {
	const unseen = createFakeReadable({ completed: 0, failed: 0 });
	const holds = new Set<object>();
	return {
		unseen,
		markSeen: () => unseen.set({ completed: 0, failed: 0 }),
		open() {
			const mark = {};
			holds.add(mark);
			return () => void holds.delete(mark);
		},
		holds: () => holds.size,
	};
}
