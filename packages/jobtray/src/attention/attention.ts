import type { Readable } from '../client/index.ts';
import type { Bell } from './bell.ts';
import type { ChannelStates, DesktopState, SoundChoice, TestedChannel, TestResult } from './channel-states.ts';
import type { UnseenCounts } from './create-unseen.ts';
import type { Preferences } from './preferences/preferences.ts';

/** Who is told what, once. */
export interface Attention {
	/** The ends that the person has not seen in the panel. */
	unseen: Readable<UnseenCounts>;
	/**
	 * What is listed now has been seen, in all tabs of that person: call it while the panel is open. With a job's key, the
	 * end of that one alone has: call it where the person has followed its notice or its link.
	 */
	markSeen(key?: string): void;
	/** How the person wants to be told; the defaults until it is known. */
	preferences: Readable<Preferences>;
	/** Changes some preferences: shown at once, saved, and followed by other tabs. Does nothing while nobody is known. */
	setPreferences(patch: Partial<Preferences>): void;
	/** Whether the person wants to be told of one job. */
	bell(key: string): Readable<Bell>;
	/** Sets that, on this device and for 48 hours. */
	setBell(key: string, bell: Bell): void;
	/** Says whether the panel is open and shows the person's own jobs. Default: it is not. */
	panelOpen(open: boolean): void;
	/** What the browser allows now. */
	channels: Readable<ChannelStates>;
	/** Tries a channel as an end would use it. Call it from a click: browsers allow some of them only then. Never rejects. */
	test(channel: TestedChannel): Promise<TestResult>;
	/** Asks for desktop notifications, from a click. A yes turns the preference on; a no is remembered. Never rejects. */
	askDesktop(): Promise<DesktopState>;
	/** Whether it makes sense to offer desktop notifications: a job takes longer than a minute, and the person has not answered yet. Not while nothing is left to do. */
	offersDesktop: Readable<boolean>;
	/** Not now: it is not offered again to this person on this device. */
	dismissDesktopOffer(): void;
	/** The sounds that can be chosen, the host's own included; empty until they are loaded. */
	sounds: Readable<readonly SoundChoice[]>;
	/** Starts. Counted: it stops once every caller has called what this returns, which is idempotent. */
	open(): () => void;
}
