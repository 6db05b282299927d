import type { PersonId } from './people.ts';
import type { Random } from './random.ts';

/** Who and what takes part in a scenario. */
export interface Cast {
	/** How many gateways there are. */
	gateways: number;
	/** Whether they share the reading of the engine, each queue kept by one of them. */
	isShared: boolean;
	/** Browsers, and who is logged in on each to begin with. */
	devices: readonly { name: string; person: PersonId }[];
	/** Pages at once, at most. */
	mostTabs: number;
}

/** Everybody. */
export const wholeCast: Cast = {
	gateways: 2,
	isShared: false,
	devices: [
		{ name: 'laptop', person: 'ana' },
		{ name: 'desk', person: 'ana' },
		{ name: 'phone', person: 'bob' },
		{ name: 'screen', person: 'vera' },
	],
	mostTabs: 6,
};

/** How many browsers there are, each as likely. Few are enough for most that can go wrong, and soon played. */
const deviceCounts = [1, 1, 1, 1, 1, 2, 2, 2, 3, 4];

/** Chooses who takes part. */
export function toCast(random: Random): Cast {
	const isShared = random.chance(0.15);
	const left = [...wholeCast.devices];
	const count = random.pick(deviceCounts) ?? 1;
	const devices = Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
	return {
		gateways: isShared || random.chance(0.5) ? 2 : 1,
		isShared,
		devices,
		mostTabs: Math.min(wholeCast.mostTabs, count + 1 + random.below(2)),
	};
}
