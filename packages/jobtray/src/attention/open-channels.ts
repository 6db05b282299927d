import type { AttentionOptions } from './attention-options.ts';
import { createBadge } from './badge/create-badge.ts';
import type { Channels, ChannelsOptions } from './channels.ts';
import { createFavicon } from './favicon/create-favicon.ts';
import { openPresence } from './presence/open-presence.ts';
import { createSounds } from './sound/create-sounds.ts';

/** Opens the browser's channels, but for those that the host replaces. */
export function openChannels(
	options: ChannelsOptions & Pick<AttentionOptions, 'openChannels' | 'sounds' | 'serviceWorker'>,
): Channels {
	const { client, sounds } = options;
	const own = options.openChannels?.(options) ?? {};
	return {
		sounds: own.sounds ?? createSounds({ sounds, clock: client.clock }),
		favicon: own.favicon ?? createFavicon(),
		badge: own.badge ?? createBadge(),
		desktop: own.desktop ?? {
			state: { get: () => 'missing', subscribe: () => () => {} },
			ask: async () => 'missing',
			show: async () => false,
			close() {},
		},
		presence: own.presence ?? openPresence(options),
	};
}
