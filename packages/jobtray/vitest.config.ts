import { defineConfig } from 'vitest/config';

// The `source` condition lets tests import the package by its public names without a build.
export default defineConfig({
	resolve: { conditions: ['source'] },
	ssr: { resolve: { conditions: ['source'] } },
	test: { include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'], restoreMocks: true },
});
