import type { Scope } from '../protocol/index.ts';

/** Where a choice is kept: the browser's `localStorage`, or anything like it. */
export type ChoiceStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Reads which jobs this person last looked at; `mine` where nothing is known. Never throws. */
export function readScope(storage: ChoiceStorage | null, viewerId: string): Scope {
	try {
		return storage?.getItem(toKey(viewerId)) === 'all' ? 'all' : 'mine';
	} catch {
		// Storage is blocked: the choice is then not remembered.
		return 'mine';
	}
}

/** Remembers which jobs this person looks at. Never throws. */
export function writeScope(
	storage: ChoiceStorage | null,
	{ viewerId, scope }: { viewerId: string; scope: Scope },
): void {
	try {
		storage?.setItem(toKey(viewerId), scope);
	} catch {
		// Storage is blocked or full: the choice is then not remembered.
	}
}

/** The browser's own storage, or `null` where there is none or it is blocked. */
export function browserStorage(): ChoiceStorage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		// Blocked: reading the property throws.
		return null;
	}
}

function toKey(viewerId: string): string {
	return `jobtray:scope:${viewerId}`;
}
