import type { Viewer } from '../../server/viewer.ts';

/** Who takes part: two who own jobs, and one who may see everybody's, for as long as they have the right. */
export const personIds = ['ana', 'bob', 'vera'] as const;

/** One of them. */
export type PersonId = (typeof personIds)[number];

/** Somebody on one browser: what a request shows of itself. */
export interface Login {
	readonly person: PersonId;
	readonly device: string;
}

/** The host's logins: who is logged in where, and what they may do. */
export interface People {
	/** Who a request comes from; `null` where that login is over. */
	look(login: Login): Viewer | null;
	/** Who is logged in on a browser, or was last. */
	at(device: string): PersonId;
	/** Somebody is logged in on a browser from now on, in place of whoever was. */
	signIn(login: Login): void;
	/** Whether what they were told may name jobs of others: they may see all, or could a moment ago. */
	maySeeOthers(id: PersonId, now: number): boolean;
	/** Ends all logins of a person, or lets them in again. */
	setLogin(id: PersonId, isIn: boolean): void;
	/** Gives `vera` the right to see all, or takes it. `knownAt` is when the gateways have heard of it at the latest. */
	setRight(seesAll: boolean, knownAt: number): void;
}

/** What stands in the names of one person's jobs, and nowhere else. */
export function toMark(id: PersonId | null): string {
	return `«${id ?? 'nobody'}»`;
}

/** What a request says of who sends it. */
export function toToken({ person, device }: Login): string {
	return `${person}@${device}`;
}

/** Who sends a request that says so; `null` for nonsense. */
export function readToken(token: string): Login | null {
	const [id, device = ''] = token.split('@');
	const person = personIds.find((each) => each === id);
	return person === undefined ? null : { person, device };
}

/** Creates people who are all logged in. */
export function createPeople(): People {
	const out = new Set<PersonId>();
	const devices = new Map<string, PersonId>();
	let seesAll = true;
	let knownAt = 0;

	function at(device: string): PersonId {
		const id = devices.get(device);
		if (id === undefined) throw new Error(`Nobody has ever been logged in on ${device}.`);
		return id;
	}

	return {
		at,
		look(login) {
			const { person: id, device } = login;
			if (out.has(id) || at(device) !== id) return null;
			return { id, name: id, loginId: toToken(login), ...(id === 'vera' ? { seesAll, controlsAll: false } : {}) };
		},
		signIn({ person, device }) {
			devices.set(device, person);
		},
		maySeeOthers: (id, now) => id === 'vera' && (seesAll || now <= knownAt),
		setLogin(id, isIn) {
			if (isIn) out.delete(id);
			else out.add(id);
		},
		setRight(next, known) {
			seesAll = next;
			knownAt = known;
		},
	};
}
