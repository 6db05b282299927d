import { expectSame, expectThat } from './expect-that.ts';
import { listLines } from './list-lines.ts';
import type { SourceFact } from './source-harness.ts';
import { watchSource } from './watch-source.ts';

const ada = { id: 'ada', name: 'Ada' };

/** What a source tells of jobs: listing, reading, hints. */
export const sourceReadingFacts: readonly SourceFact[] = [
	{
		fact: '[EN1] tells that a job has come, lists it and reads what its adder said of it',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add({ name: 'Scene 3', kind: 'render', owner: ada, pausable: true, size: 120 });
			const record = await watched.record(key, () => true);
			const { name, kind, owner, size, status, run, progress, can } = record;
			expectSame(
				'the record',
				{ key: record.key, name, kind, owner, size, status, run, progress, can },
				{
					key,
					name: 'Scene 3',
					kind: 'render',
					owner: ada,
					size: 120,
					status: 'queued',
					run: 1,
					progress: null,
					can: { pause: true, cancel: true, retry: true },
				},
			);
			expectThat('a time of creation', record.createdAt, record.createdAt > 0);
			expectSame('no start', record.startedAt, undefined);
			const listed = await listLines(harness.source, 0);
			expectSame('the listing', listed, [{ key, status: 'queued', run: 1 }]);
		},
	},
	{
		fact: '[EN2] reads a job of a program that does not know Jobtray: nobody’s, cancellable while queued, not pausable',
		async check({ source, add }) {
			const key = await add({ plain: true });
			const [record] = await source.read([key]);
			expectSame('the owner', record?.owner, null);
			expectThat('a name', record?.name, (record?.name ?? '') !== '');
			expectSame('what it can do', [record?.can.pause, record?.can.cancel], [false, true]);
		},
	},
	{
		fact: '[EN3] leaves out what does not exist, and reads many in one go',
		async check({ source, add }) {
			const keys = [await add(), await add(), await add()];
			const read = await source.read([...keys, 'nowhere:1', `${keys[0]}0000`, 'odd', '']);
			expectSame('the keys read', read.map(({ key }) => key).sort(), [...keys].sort());
			expectSame('nothing for nothing', await source.read([]), []);
		},
	},
	{
		fact: '[EN4] lists waiting jobs in the order in which they start: by lane, then by arrival',
		async check({ source, add }) {
			const late = await add({ lane: 2 });
			const first = await add();
			const second = await add();
			const middle = await add({ lane: 1 });
			const listed = await listLines(source, 0);
			expectSame(
				'the order',
				listed.map(({ key }) => key),
				[first, second, middle, late],
			);
			const lanes = new Map((await source.read([late, first, middle])).map(({ key, lane }) => [key, lane ?? 0]));
			expectSame('the lanes', [lanes.get(first), lanes.get(middle), lanes.get(late)], [0, 1, 2]);
		},
	},
	{
		fact: '[EN5] follows a job through start, progress and completion',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			expectSame('the job started', await harness.start(), key);
			const running = await watched.record(key, ({ status }) => status === 'running');
			expectThat('a start', running.startedAt, (running.startedAt ?? 0) >= running.createdAt);
			await harness.progress(key, { progress: 0.42, step: 'Frame 42 of 100' });
			await watched.hint(
				(hint) =>
					(hint.type === 'progressed' && hint.key === key && hint.progress === 0.42) ||
					(hint.type === 'changed' && hint.keys.includes(key)),
			);
			await watched.record(key, ({ progress, step }) => progress === 0.42 && step === 'Frame 42 of 100');
			await harness.complete(key, { href: '/library/7', label: 'Segment 7' });
			const end = await watched.hint((hint) => hint.type === 'ended' && hint.key === key);
			expectSame('the end', end.type === 'ended' ? end.status : end, 'completed');
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('its run and link', [done.run, done.result?.href, done.result?.label], [1, '/library/7', 'Segment 7']);
			expectThat('an end after the start', done.finishedAt, (done.finishedAt ?? 0) >= (done.startedAt ?? 1));
		},
	},
	{
		fact: '[EN6] tells a failure by one line of plain text',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start();
			await harness.fail(key, 'The picture is truncated\n    at decode (still.ts:3:9)');
			const end = await watched.hint((hint) => hint.type === 'ended' && hint.key === key);
			expectSame('the end', end.type === 'ended' ? end.status : end, 'failed');
			const failed = await watched.record(key, ({ status }) => status === 'failed');
			expectThat('the message', failed.error, failed.error?.message.startsWith('The picture is truncated') === true);
			expectThat('one line', failed.error, !/[\r\n]/.test(failed.error?.message ?? ''));
			expectSame('that it can be tried again', failed.can.retry, true);
		},
	},
	{
		fact: '[EN7] lists what ended since a time, after what has not ended',
		async check({ source, add, start, complete }) {
			const done = await add();
			await start();
			await complete(done);
			const waiting = await add();
			const [record] = await source.read([done]);
			const finishedAt = record?.finishedAt ?? 0;
			const lines = await source.list({ finishedSince: finishedAt });
			const read = await source.read(lines.map(({ key }) => key));
			const bornAt = new Map(read.map(({ key, createdAt }) => [key, createdAt]));
			for (const { key, createdAt = bornAt.get(key) } of lines) {
				expectSame('when it was created, where that is listed', createdAt, bornAt.get(key));
			}
			expectSame(
				'all',
				lines.map(({ key, status, run }) => [key, status, run]),
				[
					[waiting, 'queued', 1],
					[done, 'completed', 1],
				],
			);
			expectSame(
				'the unfinished',
				(await listLines(source, finishedAt + 1)).map(({ key }) => key),
				[waiting],
			);
		},
	},
	{
		fact: '[EN8] shows a job whose worker died as the same run, restarted, and tells no end of it',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start({ mortal: true });
			await harness.die(key);
			expectSame('the job started', await harness.start(), key);
			const again = await watched.record(key, ({ status, restarts }) => status === 'running' && (restarts ?? 0) > 0);
			expectSame('its run and restarts', [again.run, again.restarts], [1, 1]);
			expectSame('no end', watched.ends(key), []);
			await harness.complete(key);
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('its run and restarts', [done.run, done.restarts], [1, 1]);
		},
	},
	{
		fact: '[EN9] neither lists nor reads a job that was taken out of the engine',
		async check({ source, add, remove }) {
			const key = await add();
			await remove(key);
			expectSame('the listing', await listLines(source, 0), []);
			expectSame('the reading', await source.read([key]), []);
		},
	},
	{
		fact: '[EN52] groups what was started together, each owner’s by itself',
		async check({ source, add }) {
			const batch = { id: '7', name: 'Three variants', size: 3 };
			const bob = { id: 'bob', name: 'Bob' };
			const keys = [
				await add({ owner: ada, batch }),
				await add({ owner: ada, batch }),
				await add({ owner: bob, batch }),
				await add(),
			];
			const groups = new Map((await source.read(keys)).map(({ key, group }) => [key, group]));
			const [first, second, others, alone] = keys.map((key) => groups.get(key));
			expectSame('the name and size', [first?.name, first?.size], ['Three variants', 3]);
			expectSame('the second’s group', second, first);
			expectThat('another’s group', others?.id, others !== undefined && others.id !== first?.id);
			expectSame('no group', alone, undefined);
		},
	},
	{
		fact: '[EN53] groups a flow under its parent, with the number of its children, ended ones included',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const { parent, children } = await harness.addFlow(3);
			const head = await watched.record(parent, ({ group }) => group?.size === 3);
			expectSame(
				'the parent',
				[head.group?.id, head.group?.name, head.status, head.inLine],
				[parent, 'A flow', 'queued', false],
			);
			const read = await harness.source.read(children);
			expectSame(
				'the children’s groups',
				read.map(({ group }) => group?.id),
				[parent, parent, parent],
			);
			const done = await harness.start();
			await harness.complete(done);
			await watched.record(done, ({ status }) => status === 'completed');
			const [later] = await harness.source.read([parent]);
			expectSame('the size', later?.group?.size, 3);
		},
	},
	{
		fact: '[EN10] sends no hint after it was closed, and closes twice',
		async check(harness) {
			const watched = await watchSource(harness.source);
			await harness.source.close();
			await harness.source.close();
			const before = watched.hints.length;
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add();
			await other.record(key, () => true);
			expectSame('the hints', watched.hints.length, before);
		},
	},
];
