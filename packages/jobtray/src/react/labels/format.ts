/** Writes numbers and times the way a person of one locale reads them. */
export interface Format {
	/** A whole number: `1,052`. */
	number(value: number): string;
	/** A count in a small space: `7`, `99+`. */
	count(value: number): string;
	/** Progress, 0..1, rounded down, so that 100 % means done: `73 %`. */
	percent(ratio: number): string;
	/** A duration to the second, as on a stopwatch: `14 min 20 s`, `3 min 05 s`, `1 h 04 min`. */
	duration(ms: number): string;
	/** A duration at a glance: `40 s`, `18 min`, `1 h 20 min`. */
	roughly(ms: number): string;
	/** A time of day, with the weekday where it is not the day of `now`: `14:32`, `Tue 09:10`. */
	clock(at: number, now: number): string;
	/** The plural category of a count, by which labels choose their words. */
	plural(count: number): Intl.LDMLPluralRule;
}

/** The short words for units of time; `d`, `h`, `min` and `s` are the same in most languages. */
export interface UnitNames {
	day: string;
	hour: string;
	minute: string;
	second: string;
}

const symbols: UnitNames = { day: 'd', hour: 'h', minute: 'min', second: 's' };

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** From here on a count is shown as "99+": what matters then is that there are many. */
const mostCounted = 99;

/**
 * Creates the format of a locale.
 *
 * @param locale BCP 47 tag, such as `en-GB`.
 * @param options.timeZone IANA name; the device's own where absent.
 * @param options.units The short words for units of time.
 */
export function createFormat(locale: string, options: { timeZone?: string; units?: UnitNames } = {}): Format {
	const { timeZone, units = symbols } = options;
	const numbers = new Intl.NumberFormat(locale);
	const padded = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
	const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
	const times = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone });
	const daysAndTimes = new Intl.DateTimeFormat(locale, {
		weekday: 'short',
		hour: 'numeric',
		minute: '2-digit',
		timeZone,
	});
	const days = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone });
	const plurals = new Intl.PluralRules(locale);

	function pair(large: [number, string], small: [number, string]): string {
		return `${numbers.format(large[0])} ${large[1]} ${padded.format(small[0])} ${small[1]}`;
	}

	return {
		number: (value) => numbers.format(value),
		count: (value) => (value > mostCounted ? `${numbers.format(mostCounted)}+` : numbers.format(value)),
		// English sets no space before the sign; a glance separates figure and sign more easily with one.
		percent: (ratio) => percents.format(toWholePercent(ratio) / 100).replace(/\s*%/, ' %'),
		duration(ms) {
			const whole = Math.max(0, Math.floor(ms / secondMs) * secondMs);
			if (whole >= dayMs) {
				return pair([Math.floor(whole / dayMs), units.day], [Math.floor((whole % dayMs) / hourMs), units.hour]);
			}
			if (whole >= hourMs) {
				return pair([Math.floor(whole / hourMs), units.hour], [Math.floor((whole % hourMs) / minuteMs), units.minute]);
			}
			if (whole >= minuteMs) {
				const seconds = Math.floor((whole % minuteMs) / secondMs);
				return pair([Math.floor(whole / minuteMs), units.minute], [seconds, units.second]);
			}
			return `${numbers.format(whole / secondMs)} ${units.second}`;
		},
		roughly(ms) {
			if (ms < minuteMs) return `${numbers.format(Math.max(0, Math.floor(ms / secondMs)))} ${units.second}`;
			const minutes = Math.round(ms / minuteMs);
			if (minutes < 60) return `${numbers.format(minutes)} ${units.minute}`;
			const hours = Math.floor(minutes / 60);
			if (hours >= 24) return pair([Math.floor(hours / 24), units.day], [hours % 24, units.hour]);
			if (minutes % 60 === 0) return `${numbers.format(hours)} ${units.hour}`;
			return pair([hours, units.hour], [minutes % 60, units.minute]);
		},
		clock: (at, now) => (days.format(at) === days.format(now) ? times : daysAndTimes).format(at),
		plural: (count) => plurals.select(count),
	};
}

function toWholePercent(ratio: number): number {
	// 0.29 * 100 is a hair below 29; what is that close has been reached.
	return Math.floor(Math.min(1, Math.max(0, ratio)) * 100 + 1e-9);
}
