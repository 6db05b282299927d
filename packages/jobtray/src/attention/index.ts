export type { Attention } from './attention.ts';
export type { AttentionOptions } from './attention-options.ts';
export type { Bell } from './bell.ts';
export type { ChannelStates, DesktopState, SoundChoice, TestedChannel, TestResult } from './channel-states.ts';
export type { Channels, ChannelsOptions } from './channels.ts';
export { createAttention } from './create-attention.ts';
export type { UnseenCounts } from './create-unseen.ts';
export type { FaviconState } from './favicon/favicon-state.ts';
export { createBrowserStorage, type KeyValueStorage } from './key-value-storage.ts';
export type { Ledger, Told } from './ledger/ledger.ts';
export type { Note } from './note.ts';
export type { Notice } from './notice.ts';
export {
	defaultPreferences,
	type Preferences,
	type PreferencesStore,
	type SoundRule,
	type Spoken,
} from './preferences/preferences.ts';
export { readPreferences } from './preferences/read-preferences.ts';
export type { Presence, PresenceState } from './presence/presence.ts';
export type { Sound } from './sound/sound.ts';
export { createDocumentTitle } from './title/document-title.ts';
export type { TitleTarget } from './title/title-target.ts';
