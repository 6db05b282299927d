import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { toTable } from './table.ts';

// Where the time of a CPU profile went, by function, without what it called:
// BENCH_PROFILE=folder npm run bench fanout -- --short && npx tsx bench/measure/profile-top.ts folder/*.cpuprofile

interface Profile {
	nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
	samples: number[];
	timeDeltas: number[];
}

const shown = 15;

for (const file of process.argv.slice(2)) {
	const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(file, 'utf8'));
	const names = new Map(
		nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
			id,
			`${functionName || '(anonymous)'} ${basename(url)}${url === '' ? '' : `:${lineNumber + 1}`}`,
		]),
	);
	const ownUs = new Map<string, number>();
	for (const [at, id] of samples.entries()) {
		const name = names.get(id) ?? '';
		ownUs.set(name, (ownUs.get(name) ?? 0) + (timeDeltas[at] ?? 0));
	}
	for (const name of ownUs.keys()) if (name.startsWith('(idle)')) ownUs.delete(name);
	const allUs = [...ownUs.values()].reduce((sum, us) => sum + us, 0);
	const top = [...ownUs].sort(([, a], [, b]) => b - a).slice(0, shown);
	console.log(`\n${basename(file)}: busy ${(allUs / 1e6).toFixed(1)} s`);
	console.log(toTable(top.map(([where, us]) => ({ where, '%': (100 * us) / allUs, ms: us / 1_000 }))));
}
