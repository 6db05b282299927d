import type { Page } from '../../client/index.ts';
import { joinPresence, type Presence, type PresenceState } from './presence.ts';
import { watchPage } from './watch-page.ts';

/** What it needs of the Web Locks API. */
export type Locks = Pick<LockManager, 'request' | 'query'>;

const facts = ['seen', 'focused', 'reading'] as const satisfies readonly (keyof PresenceState)[];

/**
 * Tells by locks that all tabs share: each tab holds one per fact that is true of it, and the browser lets go of those of a
 * tab that was closed or has crashed.
 */
export function createLockPresence({ locks, name, page }: { locks: Locks; name: string; page: Page }): Presence {
	const held = new Map<string, () => void>();
	const watched = watchPage(page, update);

	function update(): void {
		const own = watched.state();
		for (const fact of facts) {
			if (own[fact]) hold(fact);
			else letGo(fact);
		}
	}

	function hold(fact: string): void {
		if (held.has(fact)) return;
		let release = () => {};
		const released = new Promise<void>((resolve) => {
			release = resolve;
		});
		held.set(fact, release);
		// Granted at once, as nobody ever asks for one that is not shared. Where it is refused, others do not know of this page.
		locks.request(toName(fact), { mode: 'shared' }, () => released).catch(() => {});
	}

	function letGo(fact: string): void {
		held.get(fact)?.();
		held.delete(fact);
	}

	function toName(fact: string): string {
		return `${name}:${fact}`;
	}

	async function lookAround(): Promise<PresenceState> {
		const { held: granted = [] } = await locks.query();
		const names = new Set(granted.map((lock) => lock.name));
		const has = (fact: string) => names.has(toName(fact));
		return { seen: has('seen'), focused: has('focused'), reading: has('reading') };
	}

	update();

	return {
		setReading: watched.setReading,
		async look() {
			// Its own locks may not be granted yet, or not be given back yet: this page knows itself.
			update();
			try {
				return joinPresence(await lookAround(), watched.state());
			} catch {
				return watched.state();
			}
		},
		close() {
			watched.close();
			for (const fact of facts) letGo(fact);
		},
	};
}
