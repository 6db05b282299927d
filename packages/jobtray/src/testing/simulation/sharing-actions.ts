import type { SimAction } from './action.ts';

/** What happens between gateways that share the reading of the engine. */
export const sharingActions: readonly SimAction[] = [
	{
		name: 'the bus between gateways is bad',
		weight: 3,
		run: ({ sharing }, random) => sharing?.setBus(random.pick(['lossy', 'doubling', 'late']) ?? 'lossy'),
	},
	{
		name: 'the bus between gateways is sound again',
		weight: 4,
		run: ({ sharing }) => sharing?.setBus(null),
	},
	{
		name: 'leases are not answered, or again',
		weight: 2,
		run: ({ sharing }, random) => sharing?.hangLeases(random.chance(0.4)),
	},
];
