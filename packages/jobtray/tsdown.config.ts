import { readFileSync, writeFileSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'tsdown';
import { toUnlayered } from './to-unlayered.ts';

const SUBPATHS = ['protocol', 'estimate', 'client', 'attention', 'react', 'server', 'bullmq', 'worker', 'testing'];

/** A service worker is one file without imports or exports, so that a host can serve it as it is. */
const worker = {
	entry: { 'notification-worker': 'src/attention/desktop/notification-worker.ts' },
	format: 'iife',
	platform: 'neutral',
	target: 'es2023',
	minify: true,
	dts: true,
	sourcemap: false,
	clean: false,
	outputOptions: { entryFileNames: '[name].js' },
	failOnWarn: true,
} satisfies UserConfig;

// One file for each file of the source. Chunks of what several subpaths share would bring a page what only servers need:
// a bundler leaves out files, by `sideEffects`, but not what stands in the middle of one.
const library = {
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
	hooks: {
		'build:done': () => writeFileSync('dist/unlayered.css', toUnlayered(readFileSync('src/react/styles.css', 'utf8'))),
	},
} satisfies UserConfig;

export default defineConfig([library, worker]);
