import { afterEach, describe, test } from 'vitest';
import { sourceFacts } from './source-facts.ts';
import type { SourceHarness } from './source-harness.ts';

export type { SourceHarness } from './source-harness.ts';

/** Engines on disk take their time; a fact that waits longer than this waits for ever. */
const factTimeoutMs = 60_000;

/**
 * Runs the contract of a `Source` as vitest tests. `open` is called once for each test, and what it opened is closed after it.
 *
 * With another test runner loop over `sourceFacts` instead.
 */
export function describeSource(name: string, open: () => Promise<SourceHarness>): void {
	describe(`source contract: ${name}`, () => {
		let harness: SourceHarness | undefined;
		afterEach(async () => {
			await harness?.close();
			harness = undefined;
		});
		for (const { fact, check } of sourceFacts) {
			test(
				fact,
				async () => {
					harness = await open();
					await check(harness);
				},
				factTimeoutMs,
			);
		}
	});
}
