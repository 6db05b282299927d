import type { Step } from './run-steps.ts';

/**
 * The steps that the words after `npm run check --` ask for: names choose (with what they need), names after
 * `--without` leave out, and no words at all mean everything.
 *
 * @throws when a word is not the name of a step.
 */
export function selectSteps(steps: readonly Step[], words: readonly string[]): Step[] {
	const split = words.indexOf('--without');
	const wanted = split === -1 ? words : words.slice(0, split);
	const unwanted = split === -1 ? [] : words.slice(split + 1);
	const names = steps.map((step) => step.name);
	for (const word of [...wanted, ...unwanted]) {
		if (!names.includes(word)) throw new Error(`There is no check "${word}". The checks are: ${names.join(', ')}.`);
	}
	const needed = steps.flatMap((step) => (wanted.includes(step.name) && step.needs ? [step.needs] : []));
	return steps.filter(
		(step) =>
			!unwanted.includes(step.name) &&
			(wanted.length === 0 || wanted.includes(step.name) || needed.includes(step.name)),
	);
}
