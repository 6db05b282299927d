import { readFileSync } from 'node:fs';
import { measureBundle } from './measure-bundle.ts';
import { SIZE_BUDGETS } from './size-budgets.ts';

// Weighs the built library (`npm run check -- build` first). A size tool that counts `import()` as part of the start
// would not do: docs/decisions/size-budget.md.

const library: Record<string, Record<string, string>> = JSON.parse(
	readFileSync('packages/jobtray/package.json', 'utf8'),
);
const EXTERNAL = {
	browser: ['react', 'react-dom'],
	node: Object.keys({ ...library.dependencies, ...library.peerDependencies, ...library.devDependencies }),
};

const toKilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);

let isOver = false;

function toCell(bytes: number, limitBytes: number): string {
	if (bytes > limitBytes) isOver = true;
	return `${toKilobytes(bytes)} of${toKilobytes(limitBytes)} kB${bytes > limitBytes ? ' OVER' : '     '}`;
}

for (const budget of SIZE_BUDGETS) {
	const size = await measureBundle(budget.code, { platform: budget.platform, external: EXTERNAL[budget.platform] });
	const start = toCell(size.startBytes, budget.startBytes);
	const lazy = size.lazyBytes > 0 || budget.lazyBytes ? `  lazy ${toCell(size.lazyBytes, budget.lazyBytes ?? 0)}` : '';
	const behind =
		size.behindBytes > 0 || budget.behindBytes ? `  behind ${toCell(size.behindBytes, budget.behindBytes ?? 0)}` : '';
	console.log(`${budget.name.padEnd(21)} start ${start}${lazy}${behind}`.trimEnd());
	if (size.readerWaitsFor.length > 0) {
		isOver = true;
		console.log(
			`  What reads frames shares ${size.readerWaitsFor.join(', ')} with what loads later: a round trip more.`,
		);
	}
}

if (isOver) {
	console.log(
		'Something is over its budget. Make it smaller, load it lazily, or raise scripts/size-budgets.ts and say why.',
	);
	process.exitCode = 1;
}
