const SRC = '^packages/jobtray/src';
const TEST = '\\.test\\.tsx?$';

/**
 * A layer may import itself and the layers named here, nothing else of the library.
 * Tests may also use the fakes and contract suites in testing/.
 *
 * @param {string} layer
 * @param {string[]} allowed
 */
function layer(layer, allowed) {
	const own = [layer, ...allowed].join('|');
	const below = allowed.length === 0 ? 'none' : allowed.map((name) => `${name}/`).join(', ');
	const comment = `${layer}/ may import of the other layers: ${below}. Move what is shared down, or hand it in as an argument.`;
	return [
		{
			name: `layer-${layer}`,
			comment,
			severity: 'error',
			from: { path: `${SRC}/${layer}/`, pathNot: TEST },
			to: { path: `${SRC}/`, pathNot: `${SRC}/(${own})/` },
		},
		{
			name: `layer-${layer}-tests`,
			comment: `${comment} Its tests may use testing/ as well.`,
			severity: 'error',
			from: { path: `${SRC}/${layer}/.*${TEST}` },
			to: { path: `${SRC}/`, pathNot: `${SRC}/(${own}|testing)/` },
		},
	];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...layer('protocol', []),
		...layer('estimate', ['protocol']),
		...layer('client', ['protocol', 'estimate']),
		...layer('attention', ['protocol', 'estimate', 'client']),
		...layer('react', ['protocol', 'estimate', 'client', 'attention']),
		...layer('server', ['protocol', 'estimate']),
		...layer('bullmq', ['protocol', 'estimate', 'server', 'worker']),
		...layer('worker', ['protocol', 'estimate', 'server', 'bullmq']),
		{
			name: 'no-cycles',
			comment: 'Files import each other in a circle. Move what both need into a third file.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'browser-side-without-node',
			comment: 'This runs in browsers, which have no Node modules. Hand in what it needs through a port.',
			severity: 'error',
			from: { path: `${SRC}/(protocol|estimate|client|attention|react)/`, pathNot: TEST },
			to: { dependencyTypes: ['core'] },
		},
		{
			name: 'only-through-the-public-names',
			comment: 'Import "jobtray/<subpath>" instead: apps, e2e and bench see what every user sees.',
			severity: 'error',
			// These time parts by themselves that have no public name of their own.
			from: { path: '^(apps|e2e|bench)/', pathNot: '^bench/(update|bus|wants)\\.ts$' },
			to: { path: `${SRC}/`, pathNot: `${SRC}/[^/]+/(index\\.ts|styles\\.css(\\.d\\.ts)?)$` },
		},
		{
			name: 'no-tests-in-code',
			comment: 'Code must not import a test. What both need belongs in a file of its own, or in testing/.',
			severity: 'error',
			from: { pathNot: TEST },
			to: { path: TEST },
		},
		{
			name: 'no-development-tools-in-the-library',
			comment:
				'Users do not get devDependencies. Make it a dependency or an optional peer in packages/jobtray/package.json.',
			severity: 'error',
			from: { path: `${SRC}/`, pathNot: TEST },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional', 'type-only'] },
		},
		{
			name: 'resolvable',
			comment: 'This import leads nowhere. Mend the path, or add the package to package.json of this workspace.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(dist|\\.studio|test-results|playwright-report)/' },
		// Imports of types count as well: a layer that knows another's types knows that layer.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.base.json' },
		combinedDependencies: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['source', 'import', 'module', 'default', 'types'],
			extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.jsx', '.json', '.css'],
		},
	},
};
