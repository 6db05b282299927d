import type { AttentionOptions } from './attention-options.ts';
import { createBadge } from './badge/create-badge.ts';
import type { Channels, ChannelsOptions } from './channels.ts';
import { createDesktop } from './desktop/create-desktop.ts';
import { createFavicon } from './favicon/create-favicon.ts';
import { openPresence } from './presence/open-presence.ts';
import { createSounds } from './sound/create-sounds.ts';

/** Opens the browser's channels, but for those that the host replaces. */
export function openChannels(
	options: ChannelsOptions & Pick<AttentionOptions, 'openChannels' | 'sounds' | 'serviceWorker'>,
): Channels {
	const { client, sounds, serviceWorker, onClick } = options;
	const own = options.openChannels?.(options) ?? {};
	return {
		sounds: own.sounds ?? createSounds({ sounds, clock: client.clock }),
		favicon: own.favicon ?? createFavicon(),
		badge: own.badge ?? createBadge(),
		desktop: own.desktop ?? createDesktop({ onClick, serviceWorker }),
		presence: own.presence ?? openPresence(options),
	};
}
