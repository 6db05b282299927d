import type { Preferences } from './preferences.ts';

const minutesOfDay = 24 * 60;

/** The longest run that may be left untold: a day. */
const longestMs = 24 * 3_600_000;

/** Reads what was stored: what is missing or makes no sense is as in `defaults`, and numbers are kept within their bounds. */
export function readPreferencesOver(value: unknown, defaults: Preferences): Preferences {
	const given = toRecord(value);
	const sound = toRecord(given.sound);
	return {
		toasts: readFlag(given.toasts, defaults.toasts),
		sound: {
			on: readFlag(sound.on, defaults.sound.on),
			success: readId(sound.success, defaults.sound.success),
			failure: readId(sound.failure, defaults.sound.failure),
			volume: readNumber([sound.volume, defaults.sound.volume], 1),
			when: readOneOf([sound.when, defaults.sound.when], ['always', 'unfocused', 'all-done']),
		},
		desktop: readFlag(given.desktop, defaults.desktop),
		title: readFlag(given.title, defaults.title),
		favicon: readFlag(given.favicon, defaults.favicon),
		badge: readFlag(given.badge, defaults.badge),
		longerThanMs: readNumber([given.longerThanMs, defaults.longerThanMs], longestMs),
		failuresAlways: readFlag(given.failuresAlways, defaults.failuresAlways),
		quietWhileOpen: readFlag(given.quietWhileOpen, defaults.quietWhileOpen),
		quietHours: readHours(given.quietHours),
		privacy: readFlag(given.privacy, defaults.privacy),
		spoken: readOneOf([given.spoken, defaults.spoken], ['off', 'ends', 'quarters']),
		opensWhenDone: readFlag(given.opensWhenDone, defaults.opensWhenDone),
	};
}

function toRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function readFlag(value: unknown, otherwise: boolean): boolean {
	return typeof value === 'boolean' ? value : otherwise;
}

function readId(value: unknown, otherwise: string): string {
	return typeof value === 'string' && value !== '' ? value : otherwise;
}

function readNumber([value, otherwise]: [value: unknown, otherwise: number], most: number): number {
	return typeof value === 'number' && !Number.isNaN(value) ? Math.min(most, Math.max(0, value)) : otherwise;
}

function readOneOf<T extends string>([value, otherwise]: [value: unknown, otherwise: T], all: readonly T[]): T {
	return all.find((each) => each === value) ?? otherwise;
}

function readHours(value: unknown): Preferences['quietHours'] {
	const { fromMin, toMin } = toRecord(value);
	return isMinute(fromMin) && isMinute(toMin) && fromMin !== toMin ? { fromMin, toMin } : null;
}

function isMinute(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < minutesOfDay;
}
