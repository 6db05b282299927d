import type { JobtrayClient } from '../../client/index.ts';
import { createChannelPresence } from './channel-presence.ts';
import { createLockPresence } from './lock-presence.ts';
import { createOwnPresence } from './own-presence.ts';
import type { Presence } from './presence.ts';

/** Opens the best that this browser has: locks, a channel between the tabs, or what the page knows of itself. */
export function openPresence({ client, name }: { client: JobtrayClient; name: string }): Presence {
	const { page, clock } = client;
	// Without a window it may be a server's process: what there is of these would keep it from ending.
	if (typeof window === 'undefined') return createOwnPresence(page);
	// Some hosts hide what they do not want used by setting it to nothing.
	if (typeof navigator.locks?.request === 'function') return createLockPresence({ locks: navigator.locks, name, page });
	if (typeof BroadcastChannel === 'function') return createChannelPresence({ name, page, clock });
	return createOwnPresence(page);
}
