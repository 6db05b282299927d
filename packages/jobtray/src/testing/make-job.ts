import type { Job } from '../protocol/index.ts';

/** Makes a row with what is given, and plain values for the rest. */
export function makeJob(given: Partial<Job> = {}): Job {
	return {
		key: 'scenes:1',
		queue: 'scenes',
		run: 1,
		name: 'Generating Scene 3 · Mira, forest at dusk',
		kind: 'scene',
		owner: { id: 'mira', name: 'Mira' },
		status: 'running',
		progress: 0,
		createdAt: 0,
		startedAt: 0,
		pausedMs: 0,
		actions: ['pause', 'cancel'],
		rev: 1,
		...given,
	};
}
