import type { Step } from './run-steps.ts';

const LIBRARY = 'packages/jobtray';

/** The folders with a tsconfig.json of their own; the first covers `scripts/`, `bench/` and the root's configuration. */
const TYPED_FOLDERS = ['.', LIBRARY, 'packages/test-servers', 'apps/studio', 'e2e'];

/** Everything `npm run check` looks at, in the order in which it starts. Slow steps come first. */
export const STEPS: readonly Step[] = [
	{
		name: 'types',
		commands: TYPED_FOLDERS.map((folder) => ({ line: ['tsc', '--project', folder] })),
	},
	{
		name: 'build',
		commands: [
			{ line: ['tsdown'], cwd: LIBRARY },
			{ line: ['publint', '--strict'], cwd: LIBRARY },
			{
				line: [
					'attw',
					'--pack',
					'.',
					'--profile',
					'esm-only',
					'--exclude-entrypoints',
					'./styles.css',
					'./unlayered.css',
				],
				cwd: LIBRARY,
			},
		],
	},
	{ name: 'lint', commands: [{ line: ['biome', 'check', '--error-on-warnings', '.'] }] },
	{
		name: 'layers',
		commands: [{ line: ['depcruise', '--output-type', 'err-long', 'packages', 'apps', 'e2e', 'bench', 'scripts'] }],
	},
	{ name: 'duplicates', commands: [{ line: ['jscpd', '.'] }] },
	{ name: 'unused', commands: [{ line: ['knip'] }] },
	{
		name: 'spec',
		commands: [{ line: ['tsx', 'scripts/check-spec.ts'] }, { line: ['tsx', 'scripts/check-evidence.ts'] }],
	},
	{
		name: 'snippets',
		commands: [
			'check-snippets',
			'check-doc-tables',
			'check-metrics',
			'check-bench-page',
			'check-labels',
			'check-links',
			'check-quotes',
		].map((name) => ({
			line: ['tsx', `scripts/${name}.ts`],
		})),
	},
	{ name: 'audit', shows: true, commands: [{ line: ['tsx', 'scripts/check-audit.ts'] }] },
	{ name: 'lockfile', commands: [{ line: ['tsx', 'scripts/check-lock-file.ts'] }] },
	{ name: 'size', needs: 'build', shows: true, commands: [{ line: ['tsx', 'scripts/check-sizes.ts'] }] },
	// Tests of real engines wait with timeouts, so nothing else runs beside them.
	{ name: 'unit', alone: true, commands: [{ line: ['vitest', 'run'] }] },
];
