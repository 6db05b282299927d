import { defineConfig } from 'tsdown';

const SUBPATHS = ['protocol', 'estimate', 'client', 'attention', 'react', 'server', 'bullmq', 'worker', 'testing'];

// One entry for each subpath of package.json; what several of them share, and what is imported lazily, becomes a chunk.
export default defineConfig({
	entry: Object.fromEntries(SUBPATHS.map((subpath) => [`${subpath}/index`, `src/${subpath}/index.ts`])),
	format: 'esm',
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
