import { describe, expect, it } from 'vitest';
import { runSteps, type Step } from './run-steps.ts';
import { selectSteps } from './select-steps.ts';

function makeStep(name: string, script: string, more: Partial<Step> = {}): Step {
	return { name, commands: [{ line: ['node', '-e', script] }], ...more };
}

async function run(steps: readonly Step[]) {
	const results = await runSteps(steps, { concurrency: 2, report() {} });
	return Object.fromEntries(results.map(({ name, passed, output }) => [name, { passed, output: output.trim() }]));
}

describe('running checks', () => {
	it('goes on after a failure, and keeps what each one said', async () => {
		const results = await run([
			makeStep('bad', 'console.error("broken"); process.exit(3)'),
			makeStep('good', 'console.log("fine")'),
		]);
		expect(results.bad?.passed).toBe(false);
		expect(results.bad?.output).toMatch(/^broken\s+\(exit code 3: node -e/);
		expect(results.good).toEqual({ passed: true, output: 'fine' });
	});

	it('fails a check whose need failed, without running it', async () => {
		const results = await run([makeStep('build', 'process.exit(1)'), makeStep('size', '', { needs: 'build' })]);
		expect(results.size).toEqual({ passed: false, output: 'Not run: it needs "build", which failed.' });
	});

	it('fails where a command does not exist', async () => {
		const results = await run([{ name: 'none', commands: [{ line: ['there-is-no-such-command'] }] }]);
		expect(results.none?.passed).toBe(false);
	});

	it('runs a lone check after all others', async () => {
		const order: string[] = [];
		await runSteps([makeStep('unit', '', { alone: true }), makeStep('lint', '')], {
			concurrency: 2,
			report: (step) => order.push(step.name),
		});
		expect(order).toEqual(['lint', 'unit']);
	});
});

describe('selecting checks', () => {
	const steps = [makeStep('lint', ''), makeStep('build', ''), makeStep('size', '', { needs: 'build' })];
	const select = (...words: string[]) => selectSteps(steps, words).map((step) => step.name);

	it('takes all without words, and those named with what they need', () => {
		expect(select()).toEqual(['lint', 'build', 'size']);
		expect(select('size')).toEqual(['build', 'size']);
	});

	it('leaves out those after --without', () => {
		expect(select('--without', 'lint')).toEqual(['build', 'size']);
	});

	it('names the checks there are when a word is none of them', () => {
		expect(() => select('lnit')).toThrow('There is no check "lnit". The checks are: lint, build, size.');
	});
});
