import type { Notice } from './notice.ts';

/** Makes a notice to try a channel with; `now` is the server's time. Its id is always the same, so that a repeat replaces it. */
export function toSampleNotice(now: number): Notice {
	const job = {
		key: 'jobtray:test',
		queue: 'jobtray',
		run: 1,
		// Understood in every language that we speak.
		name: 'Test',
		kind: 'test',
		owner: null,
		status: 'completed' as const,
		progress: 1,
		createdAt: now,
		finishedAt: now,
		pausedMs: 0,
		actions: [],
		rev: 0,
	};
	return { type: 'ended', end: { id: 'jobtray:test', job, learnt: 'live' } };
}
