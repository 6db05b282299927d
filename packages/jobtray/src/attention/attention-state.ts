import { type Cell, createCell } from '../client/cell.ts';
import type { Bells } from './bell.ts';
import type { ChannelStates, SoundChoice } from './channel-states.ts';
import { noneUnseen, type UnseenCounts } from './create-unseen.ts';
import { defaultPreferences, type Preferences } from './preferences/preferences.ts';

/** What an attention shows, and what its parts read of it. */
export interface AttentionState {
	unseen: Cell<UnseenCounts>;
	preferences: Cell<Preferences>;
	bells: Cell<Bells>;
	channels: Cell<ChannelStates>;
	sounds: Cell<readonly SoundChoice[]>;
	offersDesktop: Cell<boolean>;
	/** Whether the panel is open and shows the person's own jobs. */
	panelOpen: Cell<boolean>;
}

/** Creates what an attention shows while nobody is known. */
export function createAttentionState(): AttentionState {
	return {
		unseen: createCell(noneUnseen),
		preferences: createCell(defaultPreferences),
		bells: createCell<Bells>(new Map()),
		channels: createCell<ChannelStates>({ sound: 'missing', desktop: 'missing', badge: 'missing' }),
		sounds: createCell<readonly SoundChoice[]>([]),
		offersDesktop: createCell(false),
		panelOpen: createCell(false),
	};
}
