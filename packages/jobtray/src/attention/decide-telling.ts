import type { RunEnd } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { Bell } from './bell.ts';
import type { Notice } from './notice.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { PresenceState } from './presence/presence.ts';

/** Whether a person wants to be told that this run ended. */
export function isWanted(job: Job, { preferences, bell }: { preferences: Preferences; bell: Bell }): boolean {
	if (bell !== 'default') return bell === 'on';
	if (job.status === 'failed' && preferences.failuresAlways) return true;
	return toRunMs(job) >= preferences.longerThanMs;
}

function toRunMs({ startedAt, finishedAt, pausedMs }: Job): number {
	return startedAt === undefined || finishedAt === undefined ? 0 : finishedAt - startedAt - pausedMs;
}

/** Whether a moment, as the minute of the local day, is within the quiet hours. They may pass midnight. */
export function isQuietAt(minute: number, hours: Preferences['quietHours']): boolean {
	if (hours === null) return false;
	const { fromMin, toMin } = hours;
	return fromMin < toMin ? minute >= fromMin && minute < toMin : minute >= fromMin || minute < toMin;
}

/** How it stands with person and page when something is to be told. */
export interface Standing {
	preferences: Preferences;
	/** Whether it is within the quiet hours. */
	quiet: boolean;
	/** Over all tabs. */
	presence: PresenceState;
}

/** Whether the desktop may be used at all now. `granted` is the browser's word. */
export function allowsDesktop({
	preferences,
	quiet,
	granted,
}: Omit<Standing, 'presence'> & { granted: boolean }): boolean {
	return preferences.desktop && granted && !quiet;
}

/** Where this page shows a notice that is its to tell; `later` is once it is seen. */
export function decidePlace(
	notice: Notice,
	{
		preferences,
		presence,
		desktop,
		hidden,
		reading,
	}: Omit<Standing, 'quiet'> & {
		/** Whether the desktop may be used. */
		desktop: boolean;
		/** Whether this page is hidden. */
		hidden: boolean;
		/** Whether its panel is open. */
		reading: boolean;
	},
): 'toast' | 'desktop' | 'later' | 'nowhere' {
	if (hidden) return desktop ? 'desktop' : 'later';
	// What was missed waits for the person to be back, and they have not looked yet.
	if (desktop && !presence.focused && notice.type !== 'summary') return 'desktop';
	if (!preferences.toasts || (preferences.quietWhileOpen && reading)) return 'nowhere';
	return 'toast';
}

/** Chooses which sound is heard for ends that nobody has rung for; `null` for none. `left` is how many jobs are unfinished. */
export function decideSound(
	ends: readonly RunEnd[],
	{ preferences, quiet, presence, left }: Standing & { left: number },
): 'success' | 'failure' | null {
	const { sound, quietWhileOpen } = preferences;
	if (ends.length === 0 || !sound.on || quiet || (quietWhileOpen && presence.reading)) return null;
	if (sound.when === 'unfocused' && presence.focused) return null;
	if (sound.when === 'all-done' && left > 0) return null;
	return ends.some(({ job }) => job.status === 'failed') ? 'failure' : 'success';
}
