import { describe, expect, test } from 'vitest';
import type { RunEnd } from '../client/index.ts';
import type { EndStatus } from '../protocol/index.ts';
import { makeJob } from '../testing/make-job.ts';
import { decideManner, decideNotices, type Manner } from './decide-notices.ts';

const now = 1_000_000;

function makeEnd(learnt: RunEnd['learnt'], ageMs = 0): RunEnd {
	return { id: 'scenes:1#1@0', job: makeJob({ status: 'completed', finishedAt: now - ageMs }), learnt };
}

function news(manner: Manner, ...statuses: EndStatus[]) {
	return statuses.map((status, at) => {
		const job = makeJob({ key: `scenes:${manner}-${at}`, status, finishedAt: now });
		return { manner, end: { id: `${job.key}#1@${now}`, job, learnt: 'live' } satisfies RunEnd };
	});
}

describe('the manner of an end', () => {
	const seen = { now, linkedSince: now - 60_000, seen: true };

	test('[AT4] is late where it was found more than 30 s after it happened', () => {
		expect(decideManner(makeEnd('snapshot', 30_001), seen)).toBe('late');
		expect(decideManner(makeEnd('snapshot', 30_000), seen)).toBe('held');
	});

	test('[AT4] is late where a link that was just resumed brings it as a change', () => {
		expect(decideManner(makeEnd('live', 8 * 3_600_000), { ...seen, linkedSince: now - 100 })).toBe('late');
		expect(decideManner(makeEnd('live', 5_000), { ...seen, linkedSince: now - 100 })).toBe('live');
	});

	test('[AT4] stays live on a link that was up, however late the engine told it', () => {
		expect(decideManner(makeEnd('live', 50_000), seen)).toBe('live');
	});

	test('[AT6] is held on a page that cannot be seen', () => {
		expect(decideManner(makeEnd('live'), { ...seen, seen: false })).toBe('held');
	});
});

describe('what is told', () => {
	test('[AT4] is one summary of all that is late', () => {
		expect(decideNotices(news('late', 'completed', 'failed', 'completed', 'completed'))).toEqual([
			{ type: 'summary', completed: 3, failed: 1 },
		]);
	});

	test('[AT5][AT6] is up to three held ends one by one, and more as a summary, together with what is late', () => {
		const few = news('held', 'completed', 'failed', 'completed');
		expect(decideNotices(few)).toEqual(few.map(({ end }) => ({ type: 'ended', end })));
		const many = [...news('late', 'failed'), ...news('held', 'completed', 'completed', 'completed', 'failed')];
		expect(decideNotices(many)).toEqual([{ type: 'summary', completed: 3, failed: 2 }]);
	});

	test('[AT8] is five live ends as one burst, and four one by one', () => {
		const five = news('live', 'completed', 'failed', 'completed', 'completed', 'completed');
		expect(decideNotices(five)).toEqual([{ type: 'burst', ends: five.map(({ end }) => end) }]);
		expect(decideNotices(five.slice(0, 4)).map(({ type }) => type)).toEqual(['ended', 'ended', 'ended', 'ended']);
	});

	test('[AT4] keeps a live end apart from the summary of what was missed', () => {
		const types = decideNotices([...news('late', 'completed'), ...news('live', 'failed')]).map(({ type }) => type);
		expect(types).toEqual(['summary', 'ended']);
	});

	test('[AT9] is nothing of a cancelled run', () => {
		expect(decideNotices([...news('late', 'cancelled'), ...news('live', 'cancelled')])).toEqual([]);
	});
});
