import { describe, expect, test } from 'vitest';
import { makeJob } from '../testing/make-job.ts';
import { decidePlace, decideSound, isQuietAt, isWanted } from './decide-telling.ts';
import { defaultPreferences, type Preferences } from './preferences/preferences.ts';
import { nobodyThere } from './presence/presence.ts';

const short = makeJob({ status: 'completed', startedAt: 0, finishedAt: 30_000, pausedMs: 25_000 });
const bell = 'default';

describe('whether a run is told', () => {
	const preferences: Preferences = { ...defaultPreferences, longerThanMs: 10_000 };

	test('[AT26] goes by how long it has worked, without its pauses', () => {
		expect(isWanted(short, { preferences, bell })).toBe(false);
		expect(isWanted({ ...short, pausedMs: 20_000 }, { preferences, bell })).toBe(true);
		expect(isWanted(short, { preferences: defaultPreferences, bell })).toBe(true);
		expect(isWanted(makeJob({ startedAt: undefined }), { preferences, bell })).toBe(false);
	});

	test('[AT26] is always so for failures, unless the person wants it otherwise', () => {
		const failed = makeJob({ ...short, status: 'failed' });
		expect(isWanted(failed, { preferences, bell })).toBe(true);
		expect(isWanted(failed, { preferences: { ...preferences, failuresAlways: false }, bell })).toBe(false);
	});

	test('[AT26] is for its bell to say, if that is set', () => {
		expect(isWanted(short, { preferences, bell: 'on' })).toBe(true);
		expect(isWanted(makeJob({ status: 'failed' }), { preferences: defaultPreferences, bell: 'off' })).toBe(false);
	});
});

test.each([
	[21 * 60 + 59, false],
	[22 * 60, true],
	[0, true],
	[6 * 60 + 59, true],
	[7 * 60, false],
])('[AT27] from 22:00 to 07:00 minute %i of the day is quiet: %s', (minute, quiet) => {
	expect(isQuietAt(minute, { fromMin: 22 * 60, toMin: 7 * 60 })).toBe(quiet);
});

test('[AT27] quiet hours may lie within a day, or not be at all', () => {
	const lunch = { fromMin: 720, toMin: 780 };
	expect([719, 720, 779, 780].map((minute) => isQuietAt(minute, lunch))).toEqual([false, true, true, false]);
	expect(isQuietAt(0, null)).toBe(false);
});

describe('where a notice is shown', () => {
	const job = makeJob({ status: 'completed', finishedAt: 1 });
	const ended = { type: 'ended', end: { id: '1', job, learnt: 'live' } } as const;
	const standing = {
		preferences: defaultPreferences,
		presence: { seen: true, focused: true, reading: false },
		desktop: true,
		hidden: false,
		reading: false,
	};

	test('[AT30] is the page while any page has the focus, else the desktop', () => {
		expect(decidePlace(ended, standing)).toBe('toast');
		const presence = { ...standing.presence, focused: false };
		expect(decidePlace(ended, { ...standing, presence })).toBe('desktop');
		expect(decidePlace(ended, { ...standing, presence, desktop: false })).toBe('toast');
		const summary = { type: 'summary', completed: 2, failed: 0 } as const;
		expect(decidePlace(summary, { ...standing, presence })).toBe('toast');
	});

	test('[AT29] is the desktop on a hidden page, or later', () => {
		expect(decidePlace(ended, { ...standing, presence: nobodyThere, hidden: true })).toBe('desktop');
		expect(decidePlace(ended, { ...standing, presence: nobodyThere, hidden: true, desktop: false })).toBe('later');
	});

	test('[AT28] is nowhere where the panel shows it, unless the person wants it', () => {
		const reading = { ...standing, reading: true };
		expect(decidePlace(ended, reading)).toBe('nowhere');
		const preferences = { ...defaultPreferences, quietWhileOpen: false };
		expect(decidePlace(ended, { ...reading, preferences })).toBe('toast');
	});

	test('[AT42] is nowhere where the person wants no toasts', () => {
		const preferences = { ...defaultPreferences, toasts: false };
		expect(decidePlace(ended, { ...standing, preferences })).toBe('nowhere');
	});
});

describe('which sound is heard', () => {
	const done = { id: '1', job: makeJob({ status: 'completed' }), learnt: 'live' } as const;
	const failed = { id: '2', job: makeJob({ status: 'failed' }), learnt: 'live' } as const;
	const on: Preferences = { ...defaultPreferences, sound: { ...defaultPreferences.sound, on: true } };
	const standing = { preferences: on, quiet: false, presence: nobodyThere, left: 0 };
	const withRule = (when: Preferences['sound']['when']) => ({ ...on, sound: { ...on.sound, when } });

	test('[AT35] is the failure’s where one failed, and none where sounds are off or nothing ended', () => {
		expect(decideSound([done], standing)).toBe('success');
		expect(decideSound([done, failed], standing)).toBe('failure');
		expect(decideSound([], standing)).toBeNull();
		expect(decideSound([done], { ...standing, preferences: defaultPreferences })).toBeNull();
	});

	test('[AT36] goes by the rule', () => {
		const focused = { ...nobodyThere, seen: true, focused: true };
		expect(decideSound([done], { ...standing, presence: focused })).toBeNull();
		expect(decideSound([done], { ...standing, preferences: withRule('always'), presence: focused })).toBe('success');
		const allDone = withRule('all-done');
		expect(decideSound([done], { ...standing, preferences: allDone, left: 1 })).toBeNull();
		expect(decideSound([done], { ...standing, preferences: allDone, presence: focused })).toBe('success');
	});

	test('[AT27][AT28] is none in quiet hours, nor while a panel is read', () => {
		expect(decideSound([done], { ...standing, quiet: true })).toBeNull();
		const reading = { seen: true, focused: true, reading: true };
		const preferences = withRule('always');
		expect(decideSound([done], { ...standing, preferences, presence: reading })).toBeNull();
		const loud = { ...preferences, quietWhileOpen: false };
		expect(decideSound([done], { ...standing, preferences: loud, presence: reading })).toBe('success');
	});
});
