import type { JobtrayClient } from '../client/index.ts';
import type { Badge } from './badge/create-badge.ts';
import type { Desktop } from './desktop/create-desktop.ts';
import type { Favicon } from './favicon/create-favicon.ts';
import type { Presence } from './presence/presence.ts';
import type { Sounds } from './sound/create-sounds.ts';

/** By what a person is reached, beside notices and title. */
export interface Channels {
	sounds: Sounds;
	favicon: Favicon;
	badge: Badge;
	desktop: Desktop;
	/** Whether the person is there. */
	presence: Presence;
}

/** With what channels are opened. */
export interface ChannelsOptions {
	client: JobtrayClient;
	/** Tells gateway and person. */
	name: string;
	/** A desktop notification was clicked; `key` is of the one job that it was about. */
	onClick(href: string | null, key?: string): void;
}
