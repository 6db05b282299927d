/** A finding that is known and waits for its mending. */
export interface Allowed {
	/** The package, as the audit names it. */
	name: string;
	reason: string;
	/** The last day, as `2027-01-31`, on which it is let through. */
	until: string;
}

/** What `npm audit --json` says, as far as it matters here. */
export interface AuditReport {
	vulnerabilities?: Record<string, { severity: string }>;
}

/** What is high or critical and not allowed, and what is allowed for longer than it should be, one sentence each. */
export function judgeAudit(report: AuditReport, known: { allowed: readonly Allowed[]; today: string }): string[] {
	const { allowed, today } = known;
	const isAllowed = (name: string) => allowed.some((each) => each.name === name && each.until >= today);
	const found = Object.entries(report.vulnerabilities ?? {})
		.filter(([name, { severity }]) => /^(high|critical)$/.test(severity) && !isAllowed(name))
		.map(([name, { severity }]) => `${name}: ${severity}. Update it, or allow it with a reason and a date.`);
	const old = allowed
		.filter(({ until }) => until < today)
		.map(({ name, until }) => `${name} was allowed until ${until}. Update it, or take the line out.`);
	return [...found, ...old];
}
