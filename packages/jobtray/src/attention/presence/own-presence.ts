import type { Page } from '../../client/index.ts';
import type { Presence } from './presence.ts';
import { watchPage } from './watch-page.ts';

/** Knows of its own page alone, where tabs have no way to know of each other. */
export function createOwnPresence(page: Page): Presence {
	const watched = watchPage(page, () => {});
	return { look: async () => watched.state(), setReading: watched.setReading, close: watched.close };
}
