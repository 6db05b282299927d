import { readFileSync } from 'node:fs';
import { type Allowed, type AuditReport, judgeAudit } from './audit-report.ts';
import { runCommand } from './run-command.ts';

// What production needs has no known hole that is high or critical. Where the registry does not tell, this says so and passes.
const allowed: Allowed[] = JSON.parse(readFileSync('scripts/audit-allowed.json', 'utf8'));
const { output } = await runCommand(['npm', 'audit', '--omit=dev', '--json']);

/** What is JSON in the output; `null` where the audit gave none. */
function readReport(): (AuditReport & { auditReportVersion?: number }) | null {
	try {
		return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
	} catch {
		// A line of an error instead: it is said below that nothing was audited.
		return null;
	}
}

const report = readReport();
const isAudited = report?.auditReportVersion !== undefined;
const today = new Date().toISOString().slice(0, 10);
const faults = judgeAudit(isAudited ? report : {}, { allowed, today });
if (faults.length > 0) console.log(faults.join('\n'));
else if (isAudited) console.log('No dependency of production has a known hole that is high or critical.');
else
	console.log('NOT AUDITED: the registry does not answer audits, or there is no network. Run it again where it does.');
process.exitCode = faults.length > 0 ? 1 : 0;
