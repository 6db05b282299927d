/** Writes minutes since midnight as an `<input type="time">` has them: `22:30`. */
export function toTimeValue(minutes: number): string {
	const part = (value: number) => String(value).padStart(2, '0');
	return `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}

/** Reads such a value; `null` where the person has emptied it. */
export function toMinutes(value: string): number | null {
	const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(value) ?? [];
	return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
