import type { SimAction } from './action.ts';
import { personIds, toToken } from './people.ts';
import type { Random } from './random.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { World } from './world.ts';

function pickGateway({ gateways }: World, random: Random): SimGateway | undefined {
	return random.pick(gateways.flatMap((gateway) => gateway ?? []));
}

/** How long a gateway may take to hear of other rights where nobody tells it: a ping, and a little. */
const hearsRightMs = 30_000;

/** What happens to gateways, and between them and the engine. */
export const gatewayActions: readonly SimAction[] = [
	{
		name: 'a gateway crashes',
		weight: 1,
		run: (world, random) => world.crashGateway(random.below(world.gateways.length)),
	},
	{
		name: 'a gateway is shut down',
		weight: 1,
		run(world, random) {
			const slot = random.below(world.gateways.length);
			const gateway = world.gateways[slot];
			if (gateway === null || gateway === undefined) return;
			world.gateways[slot] = null;
			void world.closeGateway(gateway);
		},
	},
	{
		name: 'gateways that are down are started',
		weight: 5,
		run(world) {
			for (const [slot, gateway] of world.gateways.entries()) {
				if (gateway?.isUseless()) world.crashGateway(slot);
				if (world.gateways[slot] === null) world.startGateway(slot);
			}
		},
	},
	{
		name: 'hints are lost',
		weight: 2,
		run: (world, random) => pickGateway(world, random)?.source.set({ loses: random.pick([0.2, 0.5, 1]) }),
	},
	{
		name: 'hints come twice',
		weight: 2,
		run: (world, random) => pickGateway(world, random)?.source.set({ repeats: random.pick([0.3, 1]) }),
	},
	{
		name: 'hints come late and in any order',
		weight: 2,
		run: (world, random) => pickGateway(world, random)?.source.set({ lateMs: random.pick([50, 500, 8_000]) }),
	},
	{
		name: 'hints are trimmed',
		weight: 2,
		run: (world, random) => pickGateway(world, random)?.source.trim(random.chance(0.5) ? 'told' : 'untold'),
	},
	{
		name: 'the engine answers slowly',
		weight: 3,
		run: (world, random) => pickGateway(world, random)?.source.set({ slowMs: random.pick([20, 400, 3_000]) }),
	},
	{
		name: 'the engine cannot be reached',
		weight: 1,
		run: (world, random) => pickGateway(world, random)?.source.set({ isDown: true }),
	},
	{
		name: 'the line to the engine is sound again',
		weight: 9,
		run(world, random) {
			const gateway = pickGateway(world, random);
			gateway?.source.set({ loses: 0, repeats: 0, lateMs: 0, slowMs: 0, isDown: false });
		},
	},
	{
		name: 'the right to see all is given or taken',
		weight: 1,
		run(world, random) {
			const isTold = random.chance(0.5);
			world.people.setRight(random.chance(0.5), world.clock.now() + (isTold ? 0 : hearsRightMs));
			if (isTold) for (const gateway of world.gateways) gateway?.gateway.closeViewer({ viewerId: 'vera' });
		},
	},
	{
		name: 'somebody logs out',
		weight: 1,
		run(world, random) {
			const id = random.pick(personIds) ?? 'ana';
			world.people.setLogin(id, false);
			if (random.chance(0.7)) {
				for (const each of world.gateways)
					for (const { name } of world.devices)
						each?.gateway.closeViewer({ viewerId: id, loginId: toToken({ person: id, device: name }) });
			}
		},
	},
	{
		name: 'everybody logs in',
		weight: 4,
		run(world) {
			for (const id of personIds) world.people.setLogin(id, true);
			for (const tab of world.tabs()) if (tab.client.link.get().status === 'stopped') tab.reconnect();
		},
	},
];
