/** Whether the desktop may be told: `insecure` pages may never ask, and some browsers have nothing to ask. */
export type DesktopState = 'granted' | 'default' | 'denied' | 'insecure' | 'missing';

/** What the browser allows now. All are `missing` until they have been looked for. */
export interface ChannelStates {
	/** `blocked` until the person has clicked or typed somewhere in the page. */
	sound: 'ready' | 'blocked' | 'missing';
	/** `default`: nobody has asked yet. */
	desktop: DesktopState;
	/** `missing` outside installed apps, for most browsers. */
	badge: 'ready' | 'missing';
}

/** A channel that a person can try. */
export type TestedChannel = 'toast' | 'sound-success' | 'sound-failure' | 'desktop' | 'favicon' | 'badge';

/** What a trial came to. */
export type TestResult = 'done' | 'blocked' | 'missing';

/** A sound that can be chosen. */
export interface SoundChoice {
	id: string;
	/** What to call it, where the host has said so. */
	label?: string;
}
