import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findUnproven, toEvidence } from './evidence.ts';
import { toStatedRules } from './spec-rules.ts';

/** Documents whose tables name what proves each line, with the lines that each must have. */
const DOCUMENTS = [
	{
		path: 'docs/prd-054.md',
		ids: [
			...['1.1a', '1.1b', '1.1c', '1.2a', '1.2b', '1.2c', '1.3a', '1.3b', '1.3c', '1.3d', '1.4a', '1.4b', '1.4c'],
			...['1.5a', '1.5b', '1.5c', '2.1a', '2.1b', '7a', '7b', '7c', '8a', '8b', '8c', '8d', '8e', '9', '10a', '10b'],
			...['10c', '11a', '11b'],
		],
	},
	{ path: 'docs/faults.md', ids: Array.from({ length: 52 }, (_, at) => String(at + 1)) },
];

const rules = new Set(toStatedRules(readFileSync('SPEC.md', 'utf8')));

const problems = DOCUMENTS.flatMap(({ path, ids }) => {
	const rows = toEvidence(readFileSync(path, 'utf8'));
	const missing = ids.filter((id) => !rows.some((row) => row.id === id)).map((id) => `${id} has no row.`);
	const unproven = findUnproven(rows, {
		rules,
		readTest: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
		hasLink: (target) => existsSync(join(dirname(path), target)),
	});
	return [...missing, ...unproven].map((problem) => `${path}: ${problem}`);
});

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
