import type { SimAction } from './action.ts';
import { engineActions } from './engine-actions.ts';
import { gatewayActions } from './gateway-actions.ts';
import { networkActions } from './network-actions.ts';
import type { Random } from './random.ts';
import { tabActions } from './tab-actions.ts';

/** All that can happen. */
export const allActions: readonly SimAction[] = [...engineActions, ...gatewayActions, ...networkActions, ...tabActions];

const weightOfAll = weigh(allActions);

/** What happens next, each by its chance. */
export function pickAction(random: Random, among = allActions): SimAction {
	let at = random.next() * (among === allActions ? weightOfAll : weigh(among));
	for (const action of among) {
		at -= action.weight;
		if (at < 0) return action;
	}
	throw new Error('No action was chosen, though the chances of all add up.');
}

function weigh(actions: readonly SimAction[]): number {
	return actions.reduce((sum, { weight }) => sum + weight, 0);
}

/** How long it takes until the next thing happens: mostly a moment, now and then minutes. Never nothing, so that no two jobs of one key are made at the same time. */
export function toPauseMs(random: Random): number {
	const kind = random.next();
	if (kind < 0.5) return 1 + random.below(60);
	if (kind < 0.88) return 1 + random.below(1_000);
	if (kind < 0.975) return 1 + random.below(6_000);
	return 1 + random.below(kind < 0.998 ? 40_000 : 400_000);
}
