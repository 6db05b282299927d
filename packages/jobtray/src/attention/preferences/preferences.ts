/** When a sound may be heard: at each end, only while no page of the person has the focus, or only once nothing is left to do. */
export type SoundRule = 'always' | 'unfocused' | 'all-done';

/** How much is spoken to screen readers: nothing, ends of runs, or ends and each quarter of the progress. */
export type Spoken = 'off' | 'ends' | 'quarters';

/** How one person wants to be told. */
export interface Preferences {
	/** Whether ends are told by toasts. Default true. */
	toasts: boolean;
	sound: {
		/** Default false. */
		on: boolean;
		/** Id of the sound for completed runs. Default `chime`. */
		success: string;
		/** Id of the sound for failed runs. Default `low`. */
		failure: string;
		/** 0..1. Default 0.5. */
		volume: number;
		/** Default `unfocused`. */
		when: SoundRule;
	};
	/** Whether ends are told by the desktop while nobody looks at the page. Default false; turned on by the person's yes. */
	desktop: boolean;
	/** Whether the tab's title shows progress while the person looks elsewhere. Default true. */
	title: boolean;
	/** Whether the tab's icon does. Default true. */
	favicon: boolean;
	/** Whether an installed app's icon counts what is unseen. Default true. */
	badge: boolean;
	/** Only runs that took this long are told, in ms of work without pauses. Default 0: all. */
	longerThanMs: number;
	/** Whether failures are told however short the run was. Default true. */
	failuresAlways: boolean;
	/** Whether toasts and sounds keep still about what the open panel shows. Default true. */
	quietWhileOpen: boolean;
	/** No sound and no desktop notification from, up to before; minutes of the local day, may pass midnight. Default `null`: none. */
	quietHours: { fromMin: number; toMin: number } | null;
	/** No names of jobs in title, desktop notifications and badge. Default false. */
	privacy: boolean;
	/** Default `ends`. */
	spoken: Spoken;
	/** Whether the panel opens by itself when nothing is left to do. Default false. */
	opensWhenDone: boolean;
}

/** What holds until a person chooses. */
export const defaultPreferences: Preferences = {
	toasts: true,
	sound: { on: false, success: 'chime', failure: 'low', volume: 0.5, when: 'unfocused' },
	desktop: false,
	title: true,
	favicon: true,
	badge: true,
	longerThanMs: 0,
	failuresAlways: true,
	quietWhileOpen: true,
	quietHours: null,
	privacy: false,
	spoken: 'ends',
	opensWhenDone: false,
};

/** Where preferences are kept; a host may keep them at its server. */
export interface PreferencesStore {
	/** What was saved for this person, as it was saved; anything else counts as nothing. Where it rejects, it is tried again. */
	load(viewerId: string): Promise<unknown>;
	/** Where it rejects, it is tried again. */
	save(viewerId: string, preferences: Preferences): Promise<void>;
	/** Calls `listener` after another tab or device has saved. Returns what ends it. */
	subscribe?(viewerId: string, listener: () => void): () => void;
}
