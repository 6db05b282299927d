import type { Viewer } from '../../server/viewer.ts';

/** Who takes part: two who own jobs, and one who may see everybody's, for as long as they have the right. */
export const personIds = ['ana', 'bob', 'vera'] as const;

/** One of them. */
export type PersonId = (typeof personIds)[number];

/** The host's logins: who is logged in, and what they may do. */
export interface People {
	/** Who a request comes from; `null` where they are not logged in. */
	look(id: PersonId): Viewer | null;
	/** Whether what they were told may name jobs of others: they may see all, or could a moment ago. */
	maySeeOthers(id: PersonId, now: number): boolean;
	setLogin(id: PersonId, isIn: boolean): void;
	isLoggedIn(id: PersonId): boolean;
	/** Gives `vera` the right to see all, or takes it. `knownAt` is when the gateways have heard of it at the latest. */
	setRight(seesAll: boolean, knownAt: number): void;
}

/** What stands in the names of one person's jobs, and nowhere else. */
export function toMark(id: PersonId | null): string {
	return `«${id ?? 'nobody'}»`;
}

/** Creates people who are all logged in. */
export function createPeople(): People {
	const out = new Set<PersonId>();
	let seesAll = true;
	let knownAt = 0;
	return {
		look(id) {
			if (out.has(id)) return null;
			return { id, name: id, loginId: `${id}-login`, ...(id === 'vera' ? { seesAll, controlsAll: false } : {}) };
		},
		maySeeOthers: (id, now) => id === 'vera' && (seesAll || now <= knownAt),
		setLogin(id, isIn) {
			if (isIn) out.delete(id);
			else out.add(id);
		},
		isLoggedIn: (id) => !out.has(id),
		setRight(next, known) {
			seesAll = next;
			knownAt = known;
		},
	};
}
