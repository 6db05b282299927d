import type { SimAction } from './action.ts';
import type { Cast } from './cast.ts';
import { engineActions } from './engine-actions.ts';
import { gatewayActions } from './gateway-actions.ts';
import { networkActions } from './network-actions.ts';
import type { Random } from './random.ts';
import { sharingActions } from './sharing-actions.ts';
import { tabActions } from './tab-actions.ts';

const alone: readonly SimAction[] = [...engineActions, ...gatewayActions, ...networkActions, ...tabActions];
const together: readonly SimAction[] = [...alone, ...sharingActions];

/** All that can happen to a cast. */
export function toActions({ isShared }: Pick<Cast, 'isShared'>): readonly SimAction[] {
	return isShared ? together : alone;
}

/** What happens next of these, each by its chance. */
export function pickAction(random: Random, among: readonly SimAction[]): SimAction {
	let at = random.next() * weigh(among);
	for (const action of among) {
		at -= action.weight;
		if (at < 0) return action;
	}
	throw new Error('No action was chosen, though the chances of all add up.');
}

const weights = new WeakMap<readonly SimAction[], number>();

function weigh(actions: readonly SimAction[]): number {
	const known = weights.get(actions);
	if (known !== undefined) return known;
	const sum = actions.reduce((all, { weight }) => all + weight, 0);
	weights.set(actions, sum);
	return sum;
}

/** How long it takes until the next thing happens: mostly a moment, now and then minutes. Never nothing, so that no two jobs of one key are made at the same time. */
export function toPauseMs(random: Random): number {
	const kind = random.next();
	if (kind < 0.62) return 1 + random.below(60);
	if (kind < 0.94) return 1 + random.below(600);
	if (kind < 0.988) return 1 + random.below(6_000);
	return 1 + random.below(kind < 0.9992 ? 30_000 : 400_000);
}
