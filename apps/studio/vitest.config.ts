import { defineConfig } from 'vitest/config';

// The `source` condition lets tests use the library without a build.
export default defineConfig({
	resolve: { conditions: ['source'] },
	ssr: { resolve: { conditions: ['source'] } },
	test: { include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true, testTimeout: 20_000, hookTimeout: 20_000 },
});
