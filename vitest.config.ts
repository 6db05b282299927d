import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const conditions = ['source'];

/** A folder with a configuration of its own uses that; the others run in Node, against the library's source. */
function toProject(folder: string) {
	if (existsSync(new URL(`${folder}/vitest.config.ts`, import.meta.url))) return `./${folder}`;
	return {
		resolve: { conditions },
		ssr: { resolve: { conditions } },
		test: { name: folder, root: `./${folder}`, include: ['**/*.test.{ts,tsx}'], restoreMocks: true },
	};
}

export default defineConfig({
	// By default one core is left idle, which on two means no two tests at once; much of the time here is spent waiting for engines.
	test: {
		maxWorkers: availableParallelism(),
		projects: ['packages/jobtray', 'packages/test-servers', 'apps/studio', 'scripts', 'bench'].map(toProject),
	},
});
