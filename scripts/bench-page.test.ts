import { expect, test } from 'vitest';
import { type BenchResult, fillBenchPage } from './bench-page.ts';

const idle: BenchResult = {
	name: 'idle',
	machine: '2 × CPU',
	at: '2026-11-23T16:00:00.000Z',
	tookS: 130,
	rows: [
		{ server: 'ws', kB: 4 },
		{ server: 'jobtray', kB: 1234.5 },
	],
	budgets: [{ what: 'memory', limit: 1.5, measured: 2.25, unit: '×' }],
};

const marked = (name: string, text = '\nold\n') => `Before.\n<!-- bench ${name} -->\n${text}\n<!-- /bench -->\nAfter.`;

test('a marked place becomes the table of its benchmark, with date, machine, command and time', () => {
	expect(fillBenchPage(marked('idle'), [idle])).toBe(
		marked(
			'idle',
			'\n`npm run bench idle`, 2026-11-23, 2 × CPU, 2 min:\n\n| server | kB |\n|---|---|\n| ws | 4 |\n| jobtray | 1,234.5 |\n',
		),
	);
});

test('the budgets of all say which do not hold', () => {
	expect(fillBenchPage(marked('budgets'), [idle])).toContain('| memory | ≤ 1.5 × | 2.25 × | **no** | `idle` |');
});

test('what has no figures says how to get them', () => {
	expect(fillBenchPage(marked('storm'), [idle])).toContain('Not measured yet: `npm run bench storm`.');
});

test('a page that was filled stays as it is', () => {
	const filled = fillBenchPage(marked('idle'), [idle]);
	expect(fillBenchPage(filled, [idle])).toBe(filled);
});
