import { describe, expect, it } from 'vitest';
import { findUnproven, toEvidence } from './evidence.ts';

const table = [
	'| | Promise | Rules | Tests | Picture |',
	'|---|---|---|---|---|',
	'| 1.1 | Counts | [BT1] [BT4] | `e2e/a.spec.ts` “shows both”, `src/b.test.tsx` “[BT4] names them” | [button](images/b.png) |',
].join('\n');

const evident = {
	rules: new Set(['BT1', 'BT4']),
	readTest: (file: string) =>
		({ 'e2e/a.spec.ts': "test('shows both')", 'src/b.test.tsx': "it('[BT4] names them')" })[file] ?? null,
	hasLink: (target: string) => target === 'images/b.png',
};

describe('evidence', () => {
	it('is read from the rows of a table, without its head', () => {
		expect(toEvidence(table)).toEqual([
			{
				id: '1.1',
				rules: ['BT1', 'BT4'],
				tests: [
					{ file: 'e2e/a.spec.ts', title: 'shows both' },
					{ file: 'src/b.test.tsx', title: '[BT4] names them' },
				],
				links: ['images/b.png'],
			},
		]);
	});

	it('is also a fact of a contract suite', () => {
		const [row] = toEvidence('| 2 | Told | [EN1] | `src/source-facts.ts` “[EN1] tells” |');
		expect(row?.tests).toEqual([{ file: 'src/source-facts.ts', title: '[EN1] tells' }]);
	});

	it('holds where all that is named exists', () => {
		expect(findUnproven(toEvidence(table), evident)).toEqual([]);
	});

	it('fails for a rule, a test, a title and a link that do not exist', () => {
		const wrong = table
			.replace('[BT1]', '[BT9]')
			.replace('a.spec', 'c.spec')
			.replace('names them', 'names all')
			.replace('b.png', 'c.png');
		expect(findUnproven(toEvidence(wrong), evident)).toEqual([
			'1.1 names [BT9], which SPEC.md lacks.',
			'1.1 names e2e/c.spec.ts, which does not exist.',
			'1.1 names “[BT4] names all”, which src/b.test.tsx lacks.',
			'1.1 links to images/c.png, which does not exist.',
		]);
	});

	it('fails for a row that names no rule or no test', () => {
		expect(findUnproven(toEvidence('| 2 | Hope | | | |'), evident)).toEqual(['2 names no rule.', '2 names no test.']);
	});
});
