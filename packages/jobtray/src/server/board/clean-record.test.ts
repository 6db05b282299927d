import { describe, expect, test } from 'vitest';
import { limits } from '../../protocol/index.ts';
import type { JobRecord } from '../source.ts';
import { cleanError, cleanRecord } from './clean-record.ts';

const good: JobRecord = {
	key: 'work:1',
	queue: 'work',
	run: 1,
	name: 'A job',
	kind: 'work',
	owner: { id: 'ann', name: 'Ann' },
	status: 'running',
	progress: 0.5,
	createdAt: 100,
	can: { pause: true, cancel: true, retry: true },
};

/** What no type allows, and engines hold all the same. */
function odd(fields: Record<string, unknown>) {
	return cleanRecord(Object.assign(structuredClone(good), fields), 7);
}

describe('cleaning a record', () => {
	test('[BD14] clamps progress, keeps null, and leaves out what is no number', () => {
		expect(odd({ progress: -1 })?.progress).toBe(0);
		expect(odd({ progress: Number.POSITIVE_INFINITY })?.progress).toBe(1);
		expect(odd({ progress: null })?.progress).toBeNull();
		for (const progress of [Number.NaN, 'half', { a: 1 }, 'x'.repeat(5_000_000), [], true]) {
			expect(odd({ progress })?.progress).toBeUndefined();
		}
	});

	test('[BD14] leaves out times, counts and sizes that are none', () => {
		const clean = odd({
			startedAt: Number.NaN,
			createdAt: 'now',
			run: -3,
			restarts: 0.5,
			size: -1,
			lane: -2,
			pausedMs: -9,
		});
		expect(clean).toMatchObject({ createdAt: 7, run: 1, lane: 0 });
		expect([clean?.startedAt, clean?.restarts, clean?.size, clean?.pausedMs]).toEqual(Array(4).fill(undefined));
	});

	test('[BD15] cuts texts to their limits, in one line, without controls and overrides', () => {
		const clean = odd({ name: `\u202Eevil\u0000 <b>\n${'x'.repeat(9_999)}`, step: 7, kind: '' });
		expect(clean?.name).toHaveLength(limits.nameChars);
		expect(clean?.name.startsWith('evil <b> x')).toBe(true);
		expect(clean?.kind).toBe('job');
		expect(clean?.step).toBeUndefined();
		expect(odd({ name: `${'x'.repeat(298)}\u{1F600}\u{1F600}` })?.name).toBe(`${'x'.repeat(298)}…`);
	});

	test('[BD16] a job without a usable owner is nobody’s', () => {
		for (const owner of [undefined, null, 'ann', 7, {}, { id: 7 }, { id: '' }, { id: 'x'.repeat(301) }]) {
			expect(odd({ owner })?.owner).toBeNull();
		}
		expect(odd({ owner: { id: 'ann' } })?.owner).toEqual({ id: 'ann', name: 'ann' });
	});

	test('[BD26] a group is plain text with a usable id, or none', () => {
		const group = { id: 'batch:7', name: 'Three\nvariants\u202E', size: 3 };
		expect(odd({ group })?.group).toEqual({ id: 'batch:7', name: 'Three variants', size: 3 });
		expect(odd({ group: { id: 'g', name: 7, size: 0.5 } })?.group).toEqual({ id: 'g' });
		for (const bad of [null, 'g', [], { id: '' }, { id: 7 }, { id: 'x'.repeat(513) }]) {
			expect(odd({ group: bad })?.group).toBeUndefined();
		}
	});

	test('[BD27] what can be undone is a cancel that was asked for, of a job that has not ended', () => {
		const leaving = { status: 'queued', wanted: 'cancelled', undoUntil: 9 };
		expect(odd(leaving)?.undoUntil).toBe(9);
		for (const more of [{ wanted: undefined }, { wanted: 'paused' }, { status: 'cancelled' }, { undoUntil: 'soon' }]) {
			expect(odd({ ...leaving, ...more })?.undoUntil).toBeUndefined();
		}
	});

	test('[BD17] a result without a safe link is none, and an unsafe picture costs only the picture', () => {
		const ended = { status: 'completed', finishedAt: 9 };
		for (const href of ['javascript:alert(1)', '//evil', '\\\\evil', 'data:x', `/${'x'.repeat(10_000)}`, 7]) {
			expect(odd({ ...ended, result: { href } })?.result).toBeUndefined();
		}
		expect(odd({ ...ended, result: { href: '/a', thumbnail: 'data:x' } })?.result).toEqual({ href: '/a' });
	});

	test('[BD30] an error is shown without what is private in it', () => {
		expect(cleanError({ message: 'redis://ann:hush@db refused /srv/app/keys/a.png' })).toEqual({
			message: 'redis://…@db refused a.png',
		});
	});

	test('[BD18] a record without a usable key or status is none', () => {
		for (const fields of [
			{ key: '' },
			{ key: 7 },
			{ key: 'x'.repeat(513) },
			{ status: 'active' },
			{ status: undefined },
		]) {
			expect(odd(fields)).toBeNull();
		}
	});
});
