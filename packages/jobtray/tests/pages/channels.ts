import { createBadge } from '../../src/attention/badge/create-badge.ts';
import { createDesktop } from '../../src/attention/desktop/create-desktop.ts';
import { createFavicon } from '../../src/attention/favicon/create-favicon.ts';
import { builtInSounds } from '../../src/attention/sound/built-in-sounds.ts';
import { createSounds, type SoundsOptions } from '../../src/attention/sound/create-sounds.ts';
import { createBrowserClock } from '../../src/client/browser-clock.ts';

/** What the browser tests drive in a page: `window.channels`. */
const channels = {
	builtInSounds,
	createBadge,
	createDesktop,
	createFavicon,
	createSounds: (options: Omit<SoundsOptions, 'clock'> = {}) =>
		createSounds({ ...options, clock: createBrowserClock() }),
};

export type Channels = typeof channels;

Object.assign(window, { channels });
