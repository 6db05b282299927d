import { existsSync } from 'node:fs';
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
	test: { projects: ['packages/jobtray', 'packages/test-servers', 'apps/studio', 'scripts', 'bench'].map(toProject) },
});
