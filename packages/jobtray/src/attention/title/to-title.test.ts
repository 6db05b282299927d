import { describe, expect, test } from 'vitest';
import { type TitleFacts, toTitle } from './to-title.ts';

const idle: TitleFacts = { brand: 'X121', names: true, active: null, progress: null, ends: [] };
const active = { name: 'Generating Scene 3', others: 0 };

describe('the title', () => {
	test('[TT2] has the percentage, the brand and the name', () => {
		expect(toTitle({ ...idle, active, progress: 0.73 })).toBe('[73%] X121 — Generating Scene 3');
	});

	test('[TT2] rounds down, so that 100 % is not said before the end', () => {
		expect(toTitle({ ...idle, active, progress: 0.999 })).toBe('[99%] X121 — Generating Scene 3');
	});

	test('[TT2] keeps its shape without a percentage, and goes without a brand', () => {
		expect(toTitle({ ...idle, active })).toBe('[…] X121 — Generating Scene 3');
		expect(toTitle({ ...idle, active, progress: 0, brand: '' })).toBe('[0%] Generating Scene 3');
		expect(toTitle({ ...idle, brand: '', ends: [{ name: 'Scene 3', status: 'completed' }] })).toBe('✓ Scene 3');
	});

	test('[TT3] counts the others', () => {
		const title = toTitle({ ...idle, active: { ...active, others: 2 }, progress: 0.5 });
		expect(title).toBe('[50%] X121 — Generating Scene 3 +2');
	});

	test('[TT4] tells how the batch ended, by the last end and the number of others', () => {
		const first = { name: 'Scene 1', status: 'completed' } as const;
		const second = { name: 'Scene 2', status: 'completed' } as const;
		expect(toTitle({ ...idle, ends: [first] })).toBe('✓ X121 — Scene 1');
		expect(toTitle({ ...idle, ends: [first, second] })).toBe('✓ X121 — Scene 2 +1');
	});

	test('[TT4] names the last failure where there was one', () => {
		const ends = [
			{ name: 'Scene 1', status: 'failed' },
			{ name: 'Scene 2', status: 'completed' },
		] as const;
		expect(toTitle({ ...idle, ends })).toBe('✗ X121 — Scene 1 +1');
	});

	test('[TT11] names nothing where names are not to be shown', () => {
		const ends = [{ name: 'Scene 1', status: 'failed' }] as const;
		expect(toTitle({ ...idle, names: false, active, progress: 0.5 })).toBe('[50%] X121');
		expect(toTitle({ ...idle, names: false, ends })).toBe('✗ X121');
		expect(toTitle({ ...idle, names: false, ends, brand: '' })).toBe('✗');
	});

	test('[TT4] is the host’s where there is nothing to say', () => {
		expect(toTitle(idle)).toBeNull();
	});
});
