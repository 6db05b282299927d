import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '../protocol/index.ts';
import { type DrivenClient, driveClient } from '../testing/drive-client.ts';
import { createFakeStorage, type FakeStorage } from '../testing/fake-storage.ts';
import { createFakeTitle } from '../testing/fake-title.ts';
import { makeJob } from '../testing/make-job.ts';
import { settle } from '../testing/settle.ts';
import { createAttention, type Notice } from './index.ts';
import { tellingPart } from './telling-part.ts';

beforeAll(tellingPart.load);

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
});

/** Opens the real client with an attention on it, as a page does; both are closed by `close`. */
function openPage(storage: FakeStorage) {
	const driven = driveClient();
	const { client } = driven;
	const notices: Notice[] = [];
	const title = createFakeTitle();
	const attention = createAttention({
		client,
		title,
		storage: storage.tab(),
		notify: (notice) => void notices.push(notice),
	});
	const undo = [attention.open(), client.open()];
	return {
		...driven,
		attention,
		notices,
		title,
		close() {
			for (const end of undo) end();
		},
	};
}

function sendSnapshot({ send, clock }: DrivenClient, rev: number, ...jobs: Job[]): void {
	const batch = { since: 0, jobs: 1, ended: 0, progress: 0.5 };
	send({ type: 'snapshot', scope: 'mine', part: 0, last: true, jobs, cursor: `e.${rev}`, now: clock.now(), batch });
}

function sendChange({ send, clock }: DrivenClient, rev: number, job: Job): void {
	const message = { type: 'changes', scope: 'mine', from: `e.${rev - 1}`, cursor: `e.${rev}` } as const;
	send({ ...message, jobs: [{ ...job, rev }], removed: [], now: clock.now() });
}

describe('attention to a real client', () => {
	test('[AT2][AT3] tells what ends, but neither what had ended at the first visit nor the same again after a reload', async () => {
		const storage = createFakeStorage();
		const page = openPage(storage);
		page.welcome();
		const old = makeJob({ key: 'scenes:0', status: 'completed', finishedAt: page.clock.now() - 60_000 });
		const running = makeJob({ progress: 0.5, rev: 2 });
		sendSnapshot(page, 2, old, running);
		page.clock.advance(1_000);
		await settle();
		expect(page.notices).toEqual([]);
		expect(page.attention.unseen.get()).toEqual({ completed: 0, failed: 0 });

		page.page.set({ focused: false });
		expect(page.title.shown()).toBe(`[50%] ${running.name}`);
		page.page.set({ focused: true });
		const done: Job = { ...running, status: 'completed', finishedAt: page.clock.now() };
		sendChange(page, 3, done);
		await settle();
		expect(page.notices.map(({ type }) => type)).toEqual(['ended']);
		expect(page.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		page.close();

		const reloaded = openPage(storage);
		reloaded.welcome();
		sendSnapshot(reloaded, 3, old, { ...done, rev: 3 });
		reloaded.clock.advance(1_000);
		await settle();
		expect(reloaded.notices).toEqual([]);
		expect(reloaded.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		reloaded.close();
	});

	test('[AT4] tells one summary where the link is resumed after an hour, and brings the ends as changes', async () => {
		const page = openPage(createFakeStorage());
		page.welcome();
		const jobs = ['1', '2'].map((name) => makeJob({ key: `scenes:${name}`, rev: 1 }));
		sendSnapshot(page, 1, ...jobs);
		await settle();
		page.transport.latest().close();
		page.page.set({ online: false });
		page.jump(3_600_000);
		page.page.set({ online: true });
		page.welcome();
		const finishedAt = page.client.now() - 1_800_000;
		for (const [at, job] of jobs.entries()) sendChange(page, 2 + at, { ...job, status: 'completed', finishedAt });
		page.clock.advance(1_000);
		await settle();
		expect(page.notices).toEqual([{ type: 'summary', completed: 2, failed: 0 }]);
		page.close();
	});
});
