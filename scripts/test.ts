import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getChromium } from './get-chromium.ts';
import { getFfmpeg } from './get-ffmpeg.ts';
import { getServers } from './get-servers.ts';
import { runCommand } from './run-command.ts';
import { sumTotals, type TestTotals, toPlaywrightTotals, toVitestTotals } from './test-totals.ts';

// npm test: unit tests, then the simulation, then browser tests against the built Studio, then one line that sums up both.

const reports = mkdtempSync(join(tmpdir(), 'jobtray-tests-'));

/** Runs one test runner and reads its report. What cannot be read, or ran nothing, counts as one failure. */
async function runTests<Report>(
	name: string,
	commandLine: readonly string[],
	options: { env: Record<string, string>; report: string; toTotals: (report: Report) => TestTotals },
): Promise<TestTotals> {
	const { code } = await runCommand(commandLine, { env: options.env, show: true });
	let totals: TestTotals;
	try {
		totals = options.toTotals(JSON.parse(readFileSync(options.report, 'utf8')));
	} catch (error) {
		console.error(`The ${name} tests left no report (${error}). See their output above.`);
		return { passed: 0, failed: 1, skipped: 0 };
	}
	if (totals.passed + totals.failed + totals.skipped === 0) console.error(`No ${name} tests were found.`);
	else if (code === 0 || totals.failed > 0) return totals;
	else console.error(`The ${name} tests ended with exit code ${code} though none failed. See their output above.`);
	return { ...totals, failed: 1 };
}

function runUnitTests(): Promise<TestTotals> {
	const report = join(reports, 'unit.json');
	return runTests('unit', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
		env: {},
		report,
		toTotals: toVitestTotals,
	});
}

/** The first random scenarios: what was promised holds, whatever happens. */
function runSimulation(): Promise<TestTotals> {
	const report = join(reports, 'simulation.json');
	const toTotals = (totals: TestTotals) => totals;
	return runTests('simulation', ['tsx', 'scripts/soak.ts', '--scenarios', '10000', '--report', report], {
		env: {},
		report,
		toTotals,
	});
}

/** The Chromium to test with and a built Studio; null, after saying why, where one of them cannot be had. */
async function prepareBrowserTests(): Promise<{ chromiumPath: string } | null> {
	try {
		const chromium = await getChromium();
		const built = await runCommand(['npm', 'run', 'build', '--workspace', 'apps/studio'], { show: true });
		if (built.code === 0) return { chromiumPath: chromium.path };
		console.error('The browser tests did not run: Studio could not be built. See the output above.');
	} catch (error) {
		console.error(`The browser tests did not run: there is no Chromium. ${error}`);
	}
	return null;
}

async function runBrowserTests(): Promise<TestTotals> {
	const prepared = await prepareBrowserTests();
	if (!prepared) return { passed: 0, failed: 1, skipped: 0 };
	const report = join(reports, 'browser.json');
	return runTests('browser', ['playwright', 'test', '--config', 'e2e', '--reporter=list,json'], {
		env: { CHROMIUM_PATH: prepared.chromiumPath, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
		report,
		toTotals: toPlaywrightTotals,
	});
}

await getFfmpeg();
await getServers();
const totals = sumTotals([await runUnitTests(), await runSimulation(), await runBrowserTests()]);
rmSync(reports, { recursive: true });

if (process.env.CI && totals.skipped > 0) console.error('Tests were skipped, which CI does not allow.');
process.exitCode = totals.failed > 0 || (process.env.CI && totals.skipped > 0) ? 1 : 0;
console.log(`tests: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
