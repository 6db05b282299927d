import { describe, expect, it } from 'vitest';
import { toQuotedRules, toStatedRules } from './spec-rules.ts';

describe('rules stated', () => {
	it('are the bold ids, not those mentioned in passing', () => {
		expect(toStatedRules('**[AT3]** Once, as [AT1] says.\n- **[GW12]** Closes.')).toEqual(['AT3', 'GW12']);
	});
});

describe('rules quoted', () => {
	it('are found at the start of a title, several as well', () => {
		const code = 'it(\'[AT3] rings once\', f); it.each(rows)(`[GW1][GW2] gives %i`, f); describe("[PR4] all", f);';
		expect(toQuotedRules(code, 'a.test.ts')).toEqual(['AT3', 'GW1', 'GW2', 'PR4']);
	});

	it('are found in titles that a suite keeps as data, with JSX around', () => {
		expect(toQuotedRules("const c = { title: '[EN1] works' }; const a = <p>[EN2]</p>;", 'a.test.tsx')).toEqual(['EN1']);
	});

	it('are not found in comments, in mid-sentence or in an index', () => {
		const code = "// '[AT3] rings'\nit('rings as [AT4] says', () => rows[AT5]);";
		expect(toQuotedRules(code, 'a.test.ts')).toEqual([]);
	});
});
