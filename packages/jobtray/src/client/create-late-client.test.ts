import { describe, expect, test, vi } from 'vitest';
import type { ServerMessage } from '../protocol/index.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakePage } from '../testing/fake-page.ts';
import { createFakeTransport } from '../testing/fake-socket.ts';
import { makeJob } from '../testing/make-job.ts';
import { settle } from '../testing/settle.ts';
import { type CreateFrames, createFrames } from './create-frames.ts';
import { createLateClient } from './create-late-client.ts';
import { createLazyPart } from './lazy-part.ts';

const job = makeJob({ key: 'render:1', status: 'running', startedAt: 1 });
const welcome: ServerMessage = {
	type: 'welcome',
	now: 1_000,
	viewer: { id: 'mira', name: 'Mira', scopes: ['mine', 'all'] },
};
const snapshot: ServerMessage = {
	type: 'snapshot',
	scope: 'mine',
	part: 0,
	last: true,
	jobs: [job],
	cursor: 'a.10',
	now: 1_000,
};

/** A client whose reader of frames loads when the test says so. */
function openLate() {
	const loads: { end(): void; fail(): void }[] = [];
	const part = createLazyPart(
		() =>
			new Promise<CreateFrames>((resolve, reject) =>
				loads.push({ end: () => resolve(createFrames), fail: () => reject(new Error('offline')) }),
			),
	);
	const clock = createFakeClock(1_000_000);
	const transport = createFakeTransport();
	const request = vi.fn<typeof fetch>(async () => new Response('{}'));
	const client = createLateClient({ clock, page: createFakePage(), transport, random: () => 0.5, request }, part);
	client.open();
	return { client, clock, transport, loads, request };
}

describe('what reads frames', () => {
	test('[LK25] is loaded while the link connects, and not before', () => {
		const part = createLazyPart(() => new Promise<CreateFrames>(() => {}));
		const client = createLateClient({ transport: createFakeTransport(), page: createFakePage() }, part);
		expect(part.get().status).toBe('idle');
		client.open();
		expect(part.get().status).toBe('loading');
	});

	test('[LK25] finds the frames that came before it, in order', async () => {
		const { client, transport, loads } = openLate();
		const { groups, summary, ready, job: jobOf, onEnds } = client.feed('mine');
		const told = vi.fn();
		for (const each of [groups, summary, ready, jobOf(job.key)]) each.subscribe(told);
		const ended = vi.fn();
		onEnds(ended);
		transport.latest().accept();
		transport.latest().send(welcome);
		transport.latest().send(snapshot);
		expect([client.link.get().status, client.viewer.get(), ready.get()]).toEqual(['connecting', null, false]);
		expect([groups.get().running, summary.get().running, jobOf(job.key).get()]).toEqual([[], 0, undefined]);
		loads[0]?.end();
		await settle();
		expect([client.link.get().status, client.viewer.get()?.id, ready.get()]).toEqual(['live', 'mira', true]);
		expect([groups.get().running, summary.get().running]).toEqual([[job.key], 1]);
		expect(client.feed('mine').peek(job.key)).toEqual(job);
		expect(told).toHaveBeenCalledTimes(4);
		expect(transport.latest().sent.map(({ type }) => type)).toEqual(['visibility', 'watch']);
		const done = { ...job, status: 'completed' as const, finishedAt: 2, rev: 11 };
		const changes = { from: 'a.10', cursor: 'a.11', jobs: [done], removed: [], now: 1_000 };
		transport.latest().send({ type: 'changes', scope: 'mine', ...changes });
		expect(ended).toHaveBeenCalledTimes(1);
	});

	test('[LK25] finds no frames of a socket that is gone', async () => {
		const { client, transport, loads, clock } = openLate();
		transport.latest().accept();
		transport.latest().send(welcome);
		transport.latest().close();
		loads[0]?.end();
		await settle();
		expect([client.link.get().status, client.viewer.get()]).toEqual(['waiting', null]);
		clock.advance(500);
		transport.latest().accept();
		transport.latest().send(welcome);
		expect(client.link.get().status).toBe('live');
	});

	test('[LK25] is tried again with the next attempt where it could not be loaded', async () => {
		const { client, transport, loads, clock } = openLate();
		transport.latest().accept();
		transport.latest().send(welcome);
		loads[0]?.fail();
		await settle();
		clock.advance(10_000);
		clock.advance(500);
		expect([loads.length, transport.sockets.length]).toEqual([2, 2]);
		loads[1]?.end();
		await settle();
		transport.latest().accept();
		transport.latest().send(welcome);
		expect(client.link.get().status).toBe('live');
	});

	test('[LK25] is waited for by a command, and its absence is a result', async () => {
		const { client, loads, request } = openLate();
		const first = client.command(job.key, 'cancel');
		loads[0]?.fail();
		expect(await first).toMatchObject({ ok: false, code: 'unreachable' });
		const second = client.commandAll('undo');
		loads[1]?.end();
		await second;
		expect(request).toHaveBeenCalledTimes(1);
	});

	test('[LK25] is told what is no longer wanted', async () => {
		const { client, transport, loads } = openLate();
		const told = vi.fn();
		client.feed('mine').ready.subscribe(told)();
		const unwatch = client.watch('all');
		loads[0]?.end();
		await settle();
		transport.latest().accept();
		transport.latest().send(welcome);
		expect(transport.latest().sent.filter(({ type }) => type === 'watch')).toHaveLength(2);
		transport.latest().send(snapshot);
		expect(told).not.toHaveBeenCalled();
		unwatch();
	});
});
