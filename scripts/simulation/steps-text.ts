/** Writes step numbers as a person types them: `3,5-9`. */
export function toStepsText(steps: readonly number[]): string {
	const runs: [first: number, last: number][] = [];
	for (const step of steps) {
		const run = runs.at(-1);
		if (run !== undefined && run[1] === step - 1) run[1] = step;
		else runs.push([step, step]);
	}
	return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join();
}

/** Reads them; throws where it is none. */
export function readStepsText(text: string): number[] {
	return text.split(',').flatMap((part) => {
		const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
		if (match === null) throw new Error(`"${part}" is no step, nor a range of steps such as 5-9.`);
		const first = Number(match[1]);
		const last = Number(match[2] ?? match[1]);
		return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
	});
}
