import { defineConfig } from 'tsdown';

const SUBPATHS = ['protocol', 'estimate', 'client', 'attention', 'react', 'server', 'bullmq', 'worker', 'testing'];

// One file for each file of the source. Chunks of what several subpaths share would bring a page what only servers need:
// a bundler leaves out files, by `sideEffects`, but not what stands in the middle of one.
export default defineConfig({
	entry: Object.fromEntries(SUBPATHS.map((subpath) => [`${subpath}/index`, `src/${subpath}/index.ts`])),
	format: 'esm',
	unbundle: true,
	platform: 'neutral',
	target: 'es2023',
	dts: true,
	sourcemap: true,
	clean: true,
	fixedExtension: false,
	failOnWarn: true,
	deps: { skipNodeModulesBundle: true, neverBundle: [/^node:/] },
	copy: [{ from: 'src/react/styles.css', to: 'dist' }],
});
