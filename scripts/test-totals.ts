/** How many tests ended how, over one runner or several. */
export interface TestTotals {
	passed: number;
	failed: number;
	skipped: number;
}

/** The part of a report of `vitest --reporter=json` that counts. */
export interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
}

/** The part of a report of `playwright test --reporter=json` that counts. */
export interface PlaywrightReport {
	errors: readonly unknown[];
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Vitest's totals. A file that failed as a whole, for example on an import, counts as one failed test. */
export function toVitestTotals(report: VitestReport): TestTotals {
	const brokenFiles = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
	).length;
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

/** Playwright's totals. A test that passes only when repeated has failed, and so has a file that cannot be loaded. */
export function toPlaywrightTotals({ stats, errors }: PlaywrightReport): TestTotals {
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The sum over several runners. */
export function sumTotals(totals: readonly TestTotals[]): TestTotals {
	return totals.reduce(
		(sum, each) => ({
			passed: sum.passed + each.passed,
			failed: sum.failed + each.failed,
			skipped: sum.skipped + each.skipped,
		}),
		{ passed: 0, failed: 0, skipped: 0 },
	);
}
