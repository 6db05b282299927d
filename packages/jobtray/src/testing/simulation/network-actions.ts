import type { SimAction } from './action.ts';
import type { Random } from './random.ts';
import type { Wire } from './wire.ts';
import type { World } from './world.ts';

function pickWire({ network }: World, random: Random): Wire | undefined {
	return random.pick(network.wires().filter((wire) => wire.isOpen()));
}

/** Frames that neither side ever sent. */
const nonsense = [
	'',
	'null',
	'[]',
	'{"type":"watch"}',
	'{"type":"ping","cursors":{"mine":"__proto__"}}',
	'{"type":"news"}',
];

/** What happens on the way between pages and gateways. */
export const networkActions: readonly SimAction[] = [
	{
		name: 'a connection breaks',
		weight: 4,
		run: (world, random) => pickWire(world, random)?.cut(random.pick(['both', 'both', 'client', 'server']) ?? 'both'),
	},
	{
		name: 'a connection is held up',
		weight: 3,
		run(world, random) {
			const wire = pickWire(world, random);
			if (random.chance(0.6)) wire?.hold('down', true);
			if (random.chance(0.4)) wire?.hold('up', true);
		},
	},
	{
		name: 'held connections go on',
		weight: 6,
		run(world) {
			for (const wire of world.network.wires()) {
				wire.hold('up', false);
				wire.hold('down', false);
				wire.weigh(1);
			}
		},
	},
	{
		name: 'a page stops reading',
		weight: 2,
		run(world, random) {
			const wire = pickWire(world, random);
			wire?.hold('down', true);
			wire?.weigh(random.pick([20, 200, 2_000]) ?? 1);
		},
	},
	{
		name: 'frames are lost',
		weight: 2,
		run: (world, random) => pickWire(world, random)?.spoil('loses', 1 + random.below(3)),
	},
	{
		name: 'frames come twice',
		weight: 2,
		run: (world, random) => pickWire(world, random)?.spoil('repeats', 1 + random.below(3)),
	},
	{
		name: 'a page is sent nonsense',
		weight: 1,
		run: (world, random) => pickWire(world, random)?.inject('down', random.pick(nonsense) ?? ''),
	},
	{
		name: 'a gateway is sent nonsense',
		weight: 1,
		run: (world, random) => pickWire(world, random)?.inject('up', random.pick(nonsense) ?? ''),
	},
	{
		name: 'a proxy lets nothing through, or all again',
		weight: 2,
		run: ({ network }, random) => network.set({ isShut: random.chance(0.3) }),
	},
	{
		name: 'the network is slow, or no longer',
		weight: 3,
		run(world, random) {
			const ms = random.pick([0, 0, 30, 300, 3_000]) ?? 0;
			world.network.set({ lagMs: ms });
			world.lag.ms = ms;
		},
	},
];
