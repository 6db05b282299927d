import { defineConfig } from 'vitest/config';

// The `source` condition lets tests import the package by its public names without a build.
export default defineConfig({
	resolve: { conditions: ['source'] },
	ssr: { resolve: { conditions: ['source'] } },
	// Long enough for a machine that is busy with something else; nothing here waits for a clock.
	test: { include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'], restoreMocks: true, testTimeout: 30_000 },
});
