/** Ascending half-open ranges `[from, to)`. Changed in place: they belong to one lane, and are copied when told. */
export type Ranges = [from: number, to: number][];

/** Adds a number higher than all before it. */
export function pushNumber(ranges: Ranges, number: number): void {
	const last = ranges.at(-1);
	if (last !== undefined && last[1] === number) last[1] = number + 1;
	else ranges.push([number, number + 1]);
}

/** Puts back one number that had been taken out. */
export function putNumber(ranges: Ranges, number: number): void {
	const index = findRange(ranges, number);
	const [before, after] = [ranges[index - 1], ranges[index]];
	if (after !== undefined && after[0] <= number) return;
	const joinsBefore = before !== undefined && before[1] === number;
	const joinsAfter = after !== undefined && after[0] === number + 1;
	if (joinsBefore && joinsAfter) {
		before[1] = after[1];
		ranges.splice(index, 1);
	} else if (joinsBefore) before[1] = number + 1;
	else if (joinsAfter) after[0] = number;
	else ranges.splice(index, 0, [number, number + 1]);
}

/** Takes one number out, where it is in. */
export function takeNumber(ranges: Ranges, number: number): void {
	const index = findRange(ranges, number);
	const range = ranges[index];
	if (range === undefined || number < range[0]) return;
	const [from, to] = range;
	const rest: Ranges = [];
	if (from < number) rest.push([from, number]);
	if (number + 1 < to) rest.push([number + 1, to]);
	ranges.splice(index, 1, ...rest);
}

/** Index of the first range that ends after the number. */
function findRange(ranges: Ranges, number: number): number {
	let low = 0;
	let high = ranges.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ranges[middle]?.[1] ?? 0) > number) high = middle;
		else low = middle + 1;
	}
	return low;
}
