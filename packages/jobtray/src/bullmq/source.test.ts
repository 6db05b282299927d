import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openHarness } from '../testing/bullmq-harness.ts';
import { describeSource } from '../testing/source-contract.ts';
import { watchSource } from '../testing/watch-source.ts';
import { carryOut, type Subject } from './carry-out.ts';
import { controlNamespace, createControl } from './control.ts';
import type { Engine } from './engine.ts';
import { activeRow } from './fixtures/active-row.ts';
import { fromKey } from './job-row.ts';
import { openEngine } from './open-engine.ts';

// An embedded database on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let engine: Engine;

beforeAll(async () => {
	engine = await openEngine('pglite:memory', { onError: () => undefined });
});

afterAll(() => engine.close());

describeSource('BullMQ on PGlite', async () => openHarness(engine));

test('[EN45] asks the worker where a queued job was taken between the look and the removal', async () => {
	const harness = openHarness(engine);
	const { record } = await watchSource(harness.source);
	const key = await harness.add();
	await harness.start();
	const running = await record(key, ({ status }) => status === 'running');
	const { queue = '', id = '' } = fromKey(key) ?? {};
	const looks: Subject['row']['state'][] = ['waiting', 'active'];
	const outcome = await carryOut('cancel', {
		key,
		queue: engine.queue(queue),
		control: engine.control,
		async look() {
			const row = { ...activeRow, queue, id, state: looks.shift() ?? 'active' };
			return { row, record: running };
		},
		wasCancelled: () => false,
		tellCancelled: () => Promise.reject(new Error('It was not removed.')),
		now: () => 5,
	});
	expect([outcome, looks]).toEqual([{ type: 'accepted' }, []]);
	const wished = await record(key, ({ wanted }) => wanted === 'cancelled');
	expect([wished.status, wished.wantedAt]).toEqual(['running', 5]);
	await harness.close();
});

test('[EN46] shares wishes between the processes of a store, and keeps them for those that come later', async () => {
	const open = () => createControl(engine.bullmq.openRelay(controlNamespace), engine.onError);
	const early = open();
	await early.ready;
	const told = new Promise((resolve) => early.onNews(resolve));
	await engine.control.wish('render:odd.id *>', { wanted: 'paused', at: 5 });
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
