import { describe, expect, it } from 'vitest';
import type { LinkState, Summary } from '../../client/index.ts';
import { decideButton } from './decide-button.ts';

const nothing: Summary = { running: 0, queued: 0, paused: 0, batch: null, leader: null };
const busy: Summary = {
	...nothing,
	running: 2,
	queued: 3,
	paused: 1,
	batch: { since: 0, jobs: 6, ended: 0, progress: 0.4 },
};
const live: LinkState = { status: 'live' };
const seen = { completed: 0, failed: 0 };

function decide(given: Partial<Parameters<typeof decideButton>[0]>) {
	return decideButton({ ready: true, summary: nothing, link: live, unseen: seen, ...given });
}

describe('the button', () => {
	it('[BT1] shows one of six states, what needs the person most first', () => {
		const unseen = { completed: 2, failed: 1 };
		expect(decide({}).state).toBe('idle');
		expect(decide({ summary: { ...nothing, paused: 1 } }).state).toBe('paused');
		expect(decide({ summary: { ...nothing, queued: 1 } }).state).toBe('running');
		expect(decide({ summary: busy }).state).toBe('running');
		expect(decide({ summary: busy, unseen: { completed: 2, failed: 0 } }).state).toBe('done');
		expect(decide({ summary: busy, unseen }).state).toBe('failed');
		expect(decide({ summary: busy, unseen, link: { status: 'waiting', attempt: 1, retryAt: 0, asOf: 5 } }).state).toBe(
			'offline',
		);
	});

	it('[BT2] keeps the figures in every state', () => {
		const view = decide({ summary: busy, unseen: { completed: 0, failed: 1 } });
		expect(view.figures).toMatchObject({ running: 2, queued: 3, paused: 1, progress: 0.4 });
	});

	it('shows no percentage without ground, nor after the last job', () => {
		expect(decide({ summary: { ...nothing, running: 1 } }).figures.progress).toBeNull();
		const over = { ...nothing, batch: { since: 0, jobs: 1, ended: 1, progress: 1 } };
		expect(decide({ summary: over }).figures.progress).toBeNull();
	});

	it('[BT3] does not call the first connection of a page lost', () => {
		const first: LinkState = { status: 'connecting', attempt: 1 };
		expect(decide({ ready: false, link: first })).toMatchObject({ phase: 'unknown', state: 'idle' });
		expect(decide({ ready: false, link: { status: 'closed' } }).state).toBe('idle');
		expect(decide({ ready: false, link: { status: 'waiting', attempt: 1, retryAt: 9 } })).toMatchObject({
			state: 'offline',
			asOf: null,
		});
		expect(decide({ link: { status: 'connecting', attempt: 1, asOf: 7 } })).toMatchObject({
			state: 'offline',
			asOf: 7,
		});
	});
});
