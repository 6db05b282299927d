import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { unfit } from './read.ts';
import { readJob } from './read-job.ts';
import { jobSchema } from './schemas.ts';

const odd = fc.constantFrom<unknown>(
	undefined,
	null,
	-1,
	0,
	0.5,
	1,
	Infinity,
	2 ** 60,
	'',
	'x',
	'x'.repeat(301),
	[],
	{},
	true,
);
const either = (...fit: unknown[]) => fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...fit) }, odd);

const rows = fc.record(
	{
		key: either('paint:1', 'x'.repeat(512)),
		queue: either('paint'),
		run: either(1, 7),
		name: either('Mira', ''),
		kind: either('scene'),
		owner: either(null, { id: 'ana', name: 'Ana', more: 1 }, { id: 7, name: 'Ana' }),
		status: either('queued', 'failed'),
		progress: either(null, 0, 0.5, 1),
		createdAt: either(1, -7.5),
		pausedMs: either(0),
		actions: either([], ['pause', 'retry'], ['dance', 'undo', 'undo', null]),
		rev: either(1),
		step: either(undefined, 'Encoding'),
		etaAt: either(undefined, 7.5),
		restarts: either(undefined, 2),
		wanted: either(undefined, 'paused', 'cancelled'),
		undoUntil: either(undefined, 9),
		group: either(
			undefined,
			{ id: 'g' },
			{ id: 'g', name: 'Three', size: 3 },
			{ id: 7 },
			{ id: 'g', name: 7, size: 0 },
		),
		cannot: either(undefined, {}, { pause: 'not-supported', dance: 'ending' }, { cancel: 'no' }),
		error: either(undefined, { message: 'x'.repeat(2_000) }, { message: 'x'.repeat(2_001) }),
		result: either(
			undefined,
			{ href: '/ok' },
			{ href: '//evil' },
			{ href: '/ok', thumbnail: 'data:,' },
			{ href: '/', label: 7 },
		),
		place: either(undefined, { lane: 0, at: 3 }, { lane: -1, at: 3 }),
		more: odd,
	},
	{ requiredKeys: [] },
);

test('[PR6] a row is read exactly as the published schema says', () => {
	let fits = 0;
	fc.assert(
		fc.property(fc.oneof({ weight: 20, arbitrary: rows }, fc.anything()), (row) => {
			const result = v.safeParse(jobSchema, row);
			const read = readJob(row);
			if (read !== unfit) fits += 1;
			expect(read === unfit ? null : read).toEqual(result.success ? result.output : null);
		}),
		{ numRuns: 2_000 },
	);
	expect(fits).toBeGreaterThan(20);
});
