import type { JobtrayClient, Readable } from '../client/index.ts';
import type { Badge } from './badge/create-badge.ts';
import type { DesktopState } from './channel-states.ts';
import type { Favicon } from './favicon/create-favicon.ts';
import type { Presence } from './presence/presence.ts';
import type { Sounds } from './sound/create-sounds.ts';

export interface Desktop {
	state: Readable<DesktopState>;
	ask(): Promise<DesktopState>;
	show(note: { tag: string; title: string; body: string; icon?: string; href: string | null }): Promise<boolean>;
	close(): void;
}

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
	/** A desktop notification was clicked. */
	onClick(href: string | null): void;
}
