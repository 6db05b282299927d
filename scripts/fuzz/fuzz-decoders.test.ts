import { expect, it } from 'vitest';
import { fuzzDecoders } from './fuzz-decoders.ts';
import seeds from './seeds.json' with { type: 'json' };

it.each(seeds)(
	'[PR3] [PR11] reads 25,000 mutated frames of seed $seed without a throw, a stop or a trace',
	async ({ seed }) => {
		const { faults, kinds } = await fuzzDecoders({ frames: 25_000, seed });
		expect(faults).toEqual([]);
		// Frames that nobody can read would show nothing.
		expect(kinds.message).toBeGreaterThan(1_000);
		expect(kinds.malformed).toBeGreaterThan(1_000);
	},
	60_000,
);
