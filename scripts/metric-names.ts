/** The metrics that a Markdown document lists in its table below `<!-- metrics -->`: name and type. */
export function findMetricRows(markdown: string): Map<string, string> {
	const [, table = ''] = /^<!-- metrics -->\n((?:\|.*\n?)+)/m.exec(markdown) ?? [];
	const rows = [...table.matchAll(/^\| `(jobtray_\w+)` \| (\w+) \|/gm)];
	return new Map(rows.map(([, name = '', type = '']) => [name, type]));
}

/** The metrics that an exposition in Prometheus' text format declares: name and type. */
export function findMetricTypes(exposition: string): Map<string, string> {
	const rows = [...exposition.matchAll(/^# TYPE (\S+) (\w+)$/gm)];
	return new Map(rows.map(([, name = '', type = '']) => [name, type]));
}

/** What is wrong with the table, one sentence each. */
export function compareMetrics(documented: ReadonlyMap<string, string>, real: ReadonlyMap<string, string>): string[] {
	const missing = [...real.keys()].filter((name) => !documented.has(name)).map((name) => `It leaves out \`${name}\`.`);
	const wrong = [...documented].flatMap(([name, type]) => {
		const there = real.get(name);
		if (there === undefined) return [`There is no \`${name}\`.`];
		return there === type ? [] : [`\`${name}\` is a ${there}, not a ${type}.`];
	});
	return [...missing, ...wrong];
}
