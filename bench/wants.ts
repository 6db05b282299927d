import { createBoard } from '../packages/jobtray/src/server/board/board.ts';
import { systemClock } from '../packages/jobtray/src/server/clock.ts';
import { type FeedName, toFeedName } from '../packages/jobtray/src/server/sharing/delivery.ts';
import { createMirror } from '../packages/jobtray/src/server/sharing/mirror.ts';
import { createOutlet } from '../packages/jobtray/src/server/sharing/outlet.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import { measureMemory } from './measure/usage.ts';

/** What it takes to know that somebody looks at an owner who has no jobs: at the keeper of a queue, and at the gateway itself. */
export async function runWantsBench({ short }: BenchOptions): Promise<Report> {
	const owners = short ? 10_000 : 100_000;
	const names = Array.from({ length: owners }, (_, index): FeedName => toFeedName(`owner-${index}`));
	const clock = systemClock;
	const measure = async (where: string, hold: () => () => void) => {
		const before = measureMemory().heap;
		const startedAt = performance.now();
		const end = hold();
		const us = ((performance.now() - startedAt) * 1_000) / owners;
		const bytes = (measureMemory().heap - before) / owners;
		end();
		return { where, 'bytes an owner': bytes, 'µs an owner': us };
	};
	const rows = [
		await measure('keeper', () => {
			const board = createBoard({ epoch: 'bench', finished: { limit: 50, maxAgeMs: 1 }, parallel: {} });
			const outlet = createOutlet({ board, queue: 'bench', clock, intervalMs: 50, deliver: () => {} });
			outlet.want({ add: names, drop: [] });
			return outlet.close;
		}),
		await measure('gateway', () => {
			const mirror = createMirror({ epoch: 'bench', queues: ['bench'], finishedLimit: 50, clock, onHeld: () => {} });
			const feeds = names.map((name) => mirror.feedOf(name.slice('of:'.length)));
			for (const feed of feeds) feed.hold();
			return () => {
				for (const feed of feeds) feed.release();
			};
		}),
	];
	return { rows, says: `${owners} owners, none of whom has a job; heap after collecting the garbage.` };
}
