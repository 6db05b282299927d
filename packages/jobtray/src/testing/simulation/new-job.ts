import type { Owner } from '../../protocol/index.ts';
import { type PersonId, toMark } from './people.ts';
import type { Random } from './random.ts';

const owners: readonly (Owner | null)[] = [
	{ id: 'ana', name: 'ana' },
	{ id: 'ana', name: 'ana' },
	{ id: 'bob', name: 'bob' },
	{ id: 'vera', name: 'vera' },
	null,
];

/** A job as somebody adds it; its name says whose it is. Somebody's at random where `of` does not say. */
export function toNewJob(random: Random, of?: PersonId) {
	const owner = of === undefined ? (random.pick(owners) ?? null) : { id: of, name: of };
	return {
		name: `Job ${toMark(owner === null ? null : toPerson(owner.id))}`,
		owner: owner ?? undefined,
		pausable: random.chance(0.5),
		kind: random.pick(['scene', 'still']),
		lane: random.below(2),
		...(random.chance(0.2) ? { size: 1 + random.below(100) } : {}),
	};
}

function toPerson(id: string): 'ana' | 'bob' | 'vera' {
	return id === 'ana' || id === 'bob' ? id : 'vera';
}
