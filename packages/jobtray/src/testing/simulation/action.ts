import type { Random } from './random.ts';
import type { World } from './world.ts';

/** One thing that can happen in a world. Does nothing where it cannot happen now. */
export interface SimAction {
	name: string;
	/** How often it happens, beside the others. */
	weight: number;
	run(world: World, random: Random): void;
}
