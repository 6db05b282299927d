import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toQuotedRules, toStatedRules } from './spec-rules.ts';

const FOLDERS = ['packages', 'apps', 'e2e', 'bench', 'scripts'];
const NOT_OURS = /(^|\/)(node_modules|dist|\.studio)\//;

const files = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => join(folder, path))
		.filter((path) => /\.tsx?$/.test(path) && !NOT_OURS.test(path)),
);

const stated = toStatedRules(readFileSync('SPEC.md', 'utf8'));
const quotedIn = new Map<string, string>();
for (const file of files) {
	for (const id of toQuotedRules(readFileSync(file, 'utf8'), file)) quotedIn.set(id, file);
}

const problems = [
	...stated.filter((id, at) => stated.indexOf(id) !== at).map((id) => `[${id}] is stated twice in SPEC.md.`),
	...stated
		.filter((id) => !quotedIn.has(id))
		.map((id) => `[${id}] is quoted by no test. Write one whose title starts with "[${id}] ".`),
	...[...quotedIn]
		.filter(([id]) => !stated.includes(id))
		.map(([id, file]) => `[${id}] is quoted in ${file}, but SPEC.md states no such rule.`),
];

for (const problem of problems) console.log(problem);
console.log(`${stated.length} rules stated, ${quotedIn.size} quoted, ${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
