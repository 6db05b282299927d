import { createEndCheck } from './check-ends.ts';
import { createViewCheck } from './check-views.ts';
import { settleBooks } from './settle-books.ts';
import type { World } from './world.ts';

/** Looks whether all that was promised holds. */
export interface Look {
	/** Whether nothing has gone wrong up to now. */
	run(): boolean;
	/** How often a page had to show all ends. */
	looks(): number;
}

/** Creates the look at a world. */
export function createLook(world: World): Look {
	const views = createViewCheck(world);
	const ends = createEndCheck(world);
	return {
		run() {
			settleBooks(world);
			views.check();
			ends.check();
			for (const gateway of world.gateways) for (const error of gateway?.errors ?? []) world.fail(error);
			return world.failures.length === 0;
		},
		looks: ends.looks,
	};
}
