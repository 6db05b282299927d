// Studio itself speaks English; the tray has its own language.
const language = 'en';
const number = new Intl.NumberFormat(language);
const megabytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

/** `1440` to `1,440`. */
export function toCount(count: number): string {
	return number.format(count);
}

/** A video's length as players show it: `75` to `1:15`. */
export function toPlayTime(seconds: number): string {
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** How long something took: `94000` to `1 min 34 s`. */
export function toDuration(durationMs: number): string {
	const seconds = Math.max(1, Math.round(durationMs / 1000));
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A file's size, in MB of a million bytes. */
export function toSize(bytes: number): string {
	if (bytes < 100_000) return `${number.format(Math.max(1, Math.round(bytes / 1000)))} kB`;
	return `${megabytes.format(bytes / 1_000_000)} MB`;
}

/** Date and time of day, on this device's clock. */
export function toMoment(epochMs: number): string {
	return moment.format(epochMs);
}
