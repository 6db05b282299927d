import { runCommand } from '../run-command.ts';

/** One thing to check: commands that all have to end with 0. */
export interface Step {
	name: string;
	commands: readonly { line: readonly string[]; cwd?: string }[];
	/** Name of the step that has to pass before this one starts. */
	needs?: string;
	/** Runs when no other step does, after all others. Default false. */
	alone?: boolean;
	/** Its output is worth reading also when it passes. Default false. */
	shows?: boolean;
}

/** What became of a step. */
export interface StepResult {
	name: string;
	passed: boolean;
	output: string;
	tookMs: number;
}

export interface RunStepsOptions {
	/** How many steps may run at once. At least 1. */
	concurrency: number;
	/** Called once for each step, as it ends. */
	report: (step: Step, result: StepResult) => void;
}

async function runStep(step: Step): Promise<StepResult> {
	const startedAt = performance.now();
	let passed = true;
	let output = '';
	for (const command of step.commands) {
		const outcome = await runCommand(command.line, { cwd: command.cwd });
		output += outcome.output;
		if (outcome.code !== 0) {
			passed = false;
			output += `\n(exit code ${outcome.code}: ${command.line.join(' ')})\n`;
		}
	}
	return { name: step.name, passed, output, tookMs: performance.now() - startedAt };
}

/** Runs all steps, side by side where they allow it, and goes on after a failure. */
export async function runSteps(steps: readonly Step[], options: RunStepsOptions): Promise<StepResult[]> {
	const ends = new Map<string, Promise<StepResult>>();
	const results: StepResult[] = [];

	async function start(step: Step): Promise<StepResult> {
		const needed = step.needs === undefined ? undefined : await ends.get(step.needs);
		const result =
			needed?.passed === false
				? { name: step.name, passed: false, output: `Not run: it needs "${needed.name}", which failed.\n`, tookMs: 0 }
				: await runStep(step);
		results.push(result);
		options.report(step, result);
		return result;
	}

	async function drain(waiting: Step[]): Promise<void> {
		for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
			const end = start(step);
			ends.set(step.name, end);
			await end;
		}
	}

	const together = steps.filter((step) => !step.alone);
	await Promise.all(Array.from({ length: options.concurrency }, () => drain(together)));
	await drain(steps.filter((step) => step.alone));
	return results;
}
