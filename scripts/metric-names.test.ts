import { describe, expect, it } from 'vitest';
import { compareMetrics, findMetricRows, findMetricTypes } from './metric-names.ts';

const table =
	'<!-- metrics -->\n| Figure | Type |\n|---|---|\n| `jobtray_a` | gauge |\n| `jobtray_b_total` | gauge |\n| `jobtray_old` | gauge |\n';
const exposition =
	'# HELP jobtray_a A.\n# TYPE jobtray_a gauge\njobtray_a 1\n# TYPE jobtray_b_total counter\n# TYPE jobtray_new gauge\n';

describe('the table of metrics', () => {
	it('has every metric with its type, and no other', () => {
		expect(compareMetrics(findMetricRows(table), findMetricTypes(exposition))).toEqual([
			'It leaves out `jobtray_new`.',
			'`jobtray_b_total` is a counter, not a gauge.',
			'There is no `jobtray_old`.',
		]);
	});
});
