import { describe, expect, it } from 'vitest';
import { sumTotals, toPlaywrightTotals, toVitestTotals } from './test-totals.ts';

describe('totals of test runners', () => {
	it('count todo tests as skipped, and a file that could not run as one failure', () => {
		const totals = toVitestTotals({
			numPassedTests: 5,
			numFailedTests: 1,
			numPendingTests: 2,
			numTodoTests: 3,
			testResults: [
				{ status: 'failed', assertionResults: [] },
				{ status: 'failed', assertionResults: [{ status: 'failed' }] },
				{ status: 'passed', assertionResults: [{ status: 'passed' }] },
			],
		});
		expect(totals).toEqual({ passed: 5, failed: 2, skipped: 5 });
	});

	it('count a flaky test and an error outside tests as failures', () => {
		const totals = toPlaywrightTotals({ errors: [{}], stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } });
		expect(totals).toEqual({ passed: 4, failed: 3, skipped: 2 });
	});

	it('add up over runners', () => {
		const one = { passed: 1, failed: 2, skipped: 3 };
		expect(sumTotals([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
		expect(sumTotals([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
	});
});
