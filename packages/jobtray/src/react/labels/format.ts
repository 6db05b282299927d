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
	const timeOfDay = { hour: 'numeric', minute: '2-digit', timeZone } as const;
	const times = new Intl.DateTimeFormat(locale, timeOfDay);
	const daysAndTimes = new Intl.DateTimeFormat(locale, { weekday: 'short', ...timeOfDay });
	const days = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
	const plurals = new Intl.PluralRules(locale);
	const day: Unit = [dayMs, units.day];
	const hour: Unit = [hourMs, units.hour];
	const minute: Unit = [minuteMs, units.minute];
	const second: Unit = [secondMs, units.second];

	const one = (ms: number, [unitMs, name]: Unit) => `${numbers.format(Math.max(0, Math.floor(ms / unitMs)))} ${name}`;
	const pair = (ms: number, [large, [smallMs, small]]: readonly [large: Unit, small: Unit]) =>
		`${one(ms, large)} ${padded.format(Math.floor((ms % large[0]) / smallMs))} ${small}`;

	return {
		number: (value) => numbers.format(value),
		count: (value) => (value > mostCounted ? `${numbers.format(mostCounted)}+` : numbers.format(value)),
		// English sets no space before the sign; a glance separates figure and sign more easily with one.
		percent: (ratio) => percents.format(toWholePercent(ratio) / 100).replace(/\s*%/, ' %'),
		duration(ms) {
			if (ms >= dayMs) return pair(ms, [day, hour]);
			if (ms >= hourMs) return pair(ms, [hour, minute]);
			return ms < minuteMs ? one(ms, second) : pair(ms, [minute, second]);
		},
		roughly(ms) {
			if (ms < minuteMs) return one(ms, second);
			const whole = Math.round(ms / minuteMs) * minuteMs;
			if (whole >= dayMs) return pair(whole, [day, hour]);
			if (whole < hourMs) return one(whole, minute);
			return whole % hourMs === 0 ? one(whole, hour) : pair(whole, [hour, minute]);
		},
		clock: (at, now) => (days.format(at) === days.format(now) ? times : daysAndTimes).format(at),
		plural: (count) => plurals.select(count),
	};
}

type Unit = readonly [ms: number, name: string];

function toWholePercent(ratio: number): number {
	// 0.29 * 100 is a hair below 29; what is that close has been reached.
	return Math.floor(Math.min(1, Math.max(0, ratio)) * 100 + 1e-9);
}
