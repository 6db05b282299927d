import { Worker } from 'bullmq';
import { describe, expect, test, vi } from 'vitest';
import { enginesUnderTest } from '../../tests/engines-under-test.ts';
import { useEngine } from '../../tests/use-engine.ts';
import { openHarness } from '../testing/bullmq-harness.ts';
import { createShiftedClock } from '../testing/shifted-clock.ts';
import { describeSource } from '../testing/source-contract.ts';
import { watchSource } from '../testing/watch-source.ts';
import { carryOut, type Subject } from './carry-out.ts';
import { controlNamespace, createControl } from './control.ts';
import { activeRow } from './fixtures/active-row.ts';
import { fromKey } from './job-row.ts';

// An embedded database on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

for (const { name, isMissing, start } of enginesUnderTest) {
	describe.skipIf(isMissing)(`BullMQ on ${name}`, () => {
		const used = useEngine(start);

		describeSource('its source', async () => openHarness(used.engine, used.store.url));

		test('[EN45] asks the worker where a queued job was taken between the look and the removal', async () => {
			const harness = openHarness(used.engine, used.store.url);
			const { record } = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start();
			const running = await record(key, ({ status }) => status === 'running');
			const { queue = '', id = '' } = fromKey(key) ?? {};
			const looks: Subject['row']['state'][] = ['waiting', 'active'];
			const outcome = await carryOut('cancel', {
				key,
				queue: used.engine.queue(queue),
				control: used.engine.control,
				async look() {
					const row = { ...activeRow, queue, id, addedAt: running.createdAt, state: looks.shift() ?? 'active' };
					return { row, record: running };
				},
				hold: async () => null,
				release: async () => false,
				now: () => 5,
			});
			expect([outcome, looks]).toEqual([{ type: 'accepted' }, []]);
			const wished = await record(key, ({ wanted }) => wanted === 'cancelled');
			expect([wished.status, wished.wantedAt]).toEqual(['running', 5]);
			await harness.close();
		});

		test('[EN54] carries out what was held by a gateway that is gone, and not before its time', async () => {
			const queue = used.engine.queue('left-behind');
			const { id = '' } = await queue.add('task', {});
			const key = `left-behind:${id}`;
			const clock = createShiftedClock();
			const first = used.engine.source({ queues: ['left-behind'], clock, undoMs: 60_000 });
			expect(await first.command({ key }, 'cancel')).toMatchObject({ type: 'accepted' });
			await first.close();
			const next = await watchSource(used.engine.source({ queues: ['left-behind'], clock }));
			expect(await next.source.list({ finishedSince: 0 })).toMatchObject([{ key, status: 'queued' }]);
			clock.shift(59_000);
			expect(await queue.getJob(id)).toBeDefined();
			clock.shift(3_000);
			await next.hint((hint) => hint.type === 'ended' && hint.key === key && hint.status === 'cancelled');
			expect(await queue.getJob(id)).toBeUndefined();
			const [record] = await next.source.read([key]);
			expect(record).toMatchObject({ status: 'cancelled', run: 1, can: { pause: false, cancel: false, retry: false } });
			await next.source.close();
		});

		test('[EN55] a worker of BullMQ’s own does not start what is held', async () => {
			const queue = used.engine.queue('plain');
			const source = used.engine.source({ queues: ['plain'], undoMs: 60_000 });
			const [held, free] = [await queue.add('task', {}), await queue.add('task', {})];
			await source.command({ key: `plain:${held.id}` }, 'cancel');
			const ran: (string | undefined)[] = [];
			const { options, backend } = used.engine.bullmq;
			const done = new Promise<void>((resolve) => {
				const run = async ({ id }: { id?: string }) => {
					ran.push(id);
					if (ran.length === 2) resolve();
				};
				const worker = new Worker('plain', run, options, backend);
				used.engine.own(worker);
			});
			await expect.poll(() => ran).toEqual([free.id]);
			expect(await held.getState()).toBe('delayed');
			expect(await source.command({ key: `plain:${held.id}` }, 'undo')).toEqual({ type: 'accepted' });
			await done;
			expect(ran).toEqual([free.id, held.id]);
			await source.close();
		});

		test('[EN59] carries out each cancel at its own time, also one that was asked for while another waited', async () => {
			const queue = used.engine.queue('staggered');
			const [first = '', second = ''] = [(await queue.add('task', {})).id, (await queue.add('task', {})).id];
			const clock = createShiftedClock();
			const { source, hint } = await watchSource(used.engine.source({ queues: ['staggered'], clock, undoMs: 60_000 }));
			const ended = (id: string) => hint((each) => each.type === 'ended' && each.key === `staggered:${id}`);
			await source.command({ key: `staggered:${first}` }, 'cancel');
			await source.command({ key: `staggered:${first}` }, 'undo');
			clock.shift(20_000);
			await source.command({ key: `staggered:${first}` }, 'cancel');
			clock.shift(20_000);
			await source.command({ key: `staggered:${second}` }, 'cancel');
			clock.shift(21_000);
			expect(await queue.getJob(first)).toBeDefined();
			clock.shift(20_000);
			await ended(first);
			expect(await queue.getJob(second)).toBeDefined();
			clock.shift(20_000);
			await ended(second);
			await source.close();
		});

		test('[EN60] refuses an undo from `undoUntil` on, also where nobody has carried the cancel out yet', async () => {
			const queue = used.engine.queue('late-undo');
			const { id = '' } = await queue.add('task', {});
			const key = `late-undo:${id}`;
			const clock = createShiftedClock();
			const first = used.engine.source({ queues: ['late-undo'], clock, undoMs: 60_000 });
			await first.command({ key }, 'cancel');
			await first.close();
			clock.shift(60_000);
			const next = used.engine.source({ queues: ['late-undo'], clock });
			expect(await next.command({ key }, 'undo')).toEqual({ type: 'too-late' });
			expect(await next.commandAll([{ key }], 'undo')).toEqual(new Map([[key, { type: 'too-late' }]]));
			expect(await queue.getJob(id)).toBeDefined();
			await next.close();
		});

		test('[EN56] cancels at once where nothing can be undone', async () => {
			const queue = used.engine.queue('at-once');
			const { id = '' } = await queue.add('task', {});
			const { source, hint } = await watchSource(used.engine.source({ queues: ['at-once'], undoMs: 0 }));
			expect(await source.command({ key: `at-once:${id}` }, 'cancel')).toEqual({ type: 'accepted' });
			expect(await queue.getJob(id)).toBeUndefined();
			await hint((each) => each.type === 'ended');
			expect(await source.command({ key: `at-once:${id}` }, 'undo')).toEqual({ type: 'too-late' });
			await source.close();
		});

		test('[EN27] tells what it has counted in its parts as well, where it is read queue by queue', async () => {
			const { id = '' } = await used.engine.queue('odd').add('task', {});
			const describe = () => JSON.parse('{');
			const source = used.engine.source({ queues: ['odd'], describe });
			const part = source.byQueue?.open('odd');
			expect(await part?.read([`odd:${id}`])).toMatchObject([{ name: 'task' }]);
			await part?.close();
			expect(source.oddities()).toEqual({ describe: 1 });
			await source.close();
		});

		test('[EN57] cancels a flow’s parent with the children that have not begun, and takes both back', async () => {
			const harness = openHarness(used.engine, used.store.url);
			const { parent, children } = await harness.addFlow(2);
			const { source, record } = await watchSource(harness.source);
			await source.command({ key: parent }, 'cancel');
			for (const key of [parent, ...children]) await record(key, ({ undoUntil }) => undoUntil !== undefined);
			await source.command({ key: parent }, 'undo');
			for (const key of [parent, ...children]) await record(key, ({ undoUntil }) => undoUntil === undefined);
			await source.command({ key: parent }, 'cancel');
			await harness.letUndoPass();
			expect((await source.read([parent, ...children])).map(({ status }) => status)).toEqual(
				Array(3).fill('cancelled'),
			);
			await harness.close();
		});

		test('[EN58] a parent that is being cancelled does not start when its last child has ended', async () => {
			const harness = openHarness(used.engine, used.store.url);
			const { parent, children } = await harness.addFlow(1);
			await harness.source.start(() => {});
			const [child = ''] = children;
			await harness.start();
			await harness.source.command({ key: parent }, 'cancel');
			await harness.complete(child);
			const waiting = await harness.source.list({ finishedSince: Date.now() + 1_000 });
			expect(waiting).toMatchObject([{ key: parent, status: 'queued', inLine: false }]);
			expect(waiting[0]?.undoUntil).toBeDefined();
			await harness.source.command({ key: parent }, 'undo');
			expect(await harness.start()).toBe(parent);
			await harness.complete(parent);
			await harness.close();
		});

		test('[EN33] lists of each job when it was created, as its reading tells it', async () => {
			const harness = openHarness(used.engine, used.store.url);
			await harness.source.start(() => {});
			const [done, broken] = [await harness.add(), await harness.add()];
			await harness.start();
			await harness.complete(done);
			await harness.start();
			await harness.fail(broken, 'It broke.');
			const [, waiting] = [await harness.add(), await harness.add()];
			await harness.start();
			await harness.source.command({ key: waiting }, 'cancel');
			await harness.addFlow(1);
			const listed = await harness.source.list({ finishedSince: 0 });
			const read = await harness.source.read(listed.map(({ key }) => key));
			const bornAt = new Map(read.map(({ key, createdAt }) => [key, createdAt]));
			expect(new Map(listed.map(({ key, createdAt }) => [key, createdAt]))).toEqual(bornAt);
			expect(bornAt.size).toBe(6);
			await harness.close();
		});

		test('[EN46] shares wishes between the processes of a store, and keeps them for those that come later', async () => {
			const open = () => createControl(used.engine.bullmq.openRelay(controlNamespace), used.engine.onError);
			const early = open();
			await early.ready;
			const told = new Promise((resolve) => early.onNews(resolve));
			await used.engine.control.wish('render:odd.id *>', { wanted: 'paused', at: 5 });
			expect(await told).toEqual({ type: 'wish', key: 'render:odd.id *>', wish: { wanted: 'paused', at: 5 } });
			const late = open();
			await late.ready;
			expect(late.wishFor('render:odd.id *>')).toEqual({ wanted: 'paused', at: 5 });
			const withdrawn = new Promise((resolve) => late.onNews(resolve));
			await early.clear('render:odd.id *>');
			expect(await withdrawn).toEqual({ type: 'wish', key: 'render:odd.id *>', wish: null });
			expect([early.wishedKeys(), late.wishedKeys()]).toEqual([[], []]);
			const last = open();
			await last.ready;
			expect(last.wishedKeys()).toEqual([]);
			await Promise.all([early, late, last].map((control) => control.close()));
		});
	});
}
