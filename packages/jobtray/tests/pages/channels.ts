import { createBadge } from '../../src/attention/badge/create-badge.ts';
import { createDesktop } from '../../src/attention/desktop/create-desktop.ts';
import { createFavicon } from '../../src/attention/favicon/create-favicon.ts';
import { builtInSounds } from '../../src/attention/sound/built-in-sounds.ts';
import { createSounds } from '../../src/attention/sound/create-sounds.ts';

/** What the browser tests drive in a page: `window.channels`. */
const channels = { builtInSounds, createBadge, createDesktop, createFavicon, createSounds };

export type Channels = typeof channels;

Object.assign(window, { channels });
