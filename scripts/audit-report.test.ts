import { expect, it } from 'vitest';
import { judgeAudit } from './audit-report.ts';

const report = {
	vulnerabilities: { bad: { severity: 'high' }, worse: { severity: 'critical' }, low: { severity: 'moderate' } },
};

it('fails for what is high or critical, unless it is allowed and the time is not over', () => {
	const allow = (until: string) => [{ name: 'bad', reason: 'not reached', until }];
	expect(judgeAudit(report, { allowed: allow('2027-01-31'), today: '2027-01-31' })).toEqual([
		'worse: critical. Update it, or allow it with a reason and a date.',
	]);
	expect(judgeAudit(report, { allowed: allow('2027-01-30'), today: '2027-01-31' })).toEqual([
		'bad: high. Update it, or allow it with a reason and a date.',
		'worse: critical. Update it, or allow it with a reason and a date.',
		'bad was allowed until 2027-01-30. Update it, or take the line out.',
	]);
	expect(judgeAudit({}, { allowed: [], today: '2027-01-31' })).toEqual([]);
});
