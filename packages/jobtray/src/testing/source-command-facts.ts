import { actions } from '../protocol/index.ts';
import type { CommandOutcome, MeantJob } from '../server/source.ts';
import { expectSame, expectThat } from './expect-that.ts';
import { listLines } from './list-lines.ts';
import type { SourceFact, SourceHarness } from './source-harness.ts';
import { type WatchedSource, watchSource } from './watch-source.ts';

const accepted = { type: 'accepted' };

function expectAccepted(outcome: CommandOutcome): void {
	expectSame('the outcome', outcome, accepted);
}

function expectOutcome(outcome: CommandOutcome, type: CommandOutcome['type']): void {
	expectSame('the kind of outcome', outcome.type, type);
}

function toMeant(keys: readonly string[]): MeantJob[] {
	return keys.map((key) => ({ key }));
}

async function startPausable(harness: SourceHarness): Promise<{ watched: WatchedSource; key: string }> {
	const watched = await watchSource(harness.source);
	const key = await harness.add({ pausable: true });
	await harness.start();
	return { watched, key };
}

/** What a source does when asked. */
export const sourceCommandFacts: readonly SourceFact[] = [
	{
		fact: '[EN11] answers "gone" for a job that does not exist',
		async check({ source }) {
			await source.start(() => {});
			for (const action of actions) expectOutcome(await source.command({ key: 'nowhere:1' }, action), 'gone');
			const outcomes = await source.commandAll([{ key: 'nowhere:1' }, { key: 'odd' }], 'cancel');
			expectSame('the outcomes', [...outcomes.values()], [{ type: 'gone' }, { type: 'gone' }]);
		},
	},
	{
		fact: '[EN75] does nothing to a job of another birth than the one that is meant, and answers "gone"',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add({ id: 'again', createdAt: 1_700_000_000_000, pausable: true });
			const meant = { key, createdAt: 1_700_000_000_000 };
			const other = { key, createdAt: 1_699_999_999_999 };
			async function expectUntouched(): Promise<void> {
				const before = await harness.source.read([key]);
				for (const action of actions) expectOutcome(await harness.source.command(other, action), 'gone');
				for (const step of ['cancel', 'undo'] as const) {
					const outcomes = await harness.source.commandAll([other], step);
					expectSame('the outcome', outcomes.get(key), { type: 'gone' });
				}
				expectSame('the job', await harness.source.read([key]), before);
			}
			await expectUntouched();
			expectOutcome(await harness.source.command(meant, 'cancel'), 'accepted');
			await expectUntouched();
			expectAccepted(await harness.source.command(meant, 'undo'));
			const held = await harness.source.commandAll([meant], 'cancel');
			expectOutcome(held.get(key) ?? { type: 'gone' }, 'accepted');
			await expectUntouched();
			expectSame('what was taken back', (await harness.source.commandAll([meant], 'undo')).get(key), accepted);
			expectAccepted(await harness.source.command(meant, 'pause'));
			await watched.record(key, ({ status }) => status === 'paused');
			await expectUntouched();
			expectAccepted(await harness.source.command(meant, 'resume'));
			await harness.start();
			await expectUntouched();
			await harness.fail(key, 'no');
			await watched.record(key, ({ status }) => status === 'failed');
			await expectUntouched();
			expectAccepted(await harness.source.command(meant, 'retry'));
		},
	},
	{
		fact: '[EN76] does nothing of what was asked of a job to the next of its id',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const id = 'again';
			const last = await harness.add();
			const key = await harness.add({ id, createdAt: 1_700_000_000_000, pausable: true });
			for (const [index, action] of (['cancel', 'pause'] as const).entries()) {
				await harness.source.command({ key }, action);
				await watched.record(key, ({ status, wanted }) => status === 'paused' || wanted === 'cancelled');
				await harness.remove(key);
				await harness.add({ id, createdAt: 1_700_000_000_001 + index, pausable: true });
				const [next] = await harness.source.read([key]);
				expectSame('its state', [next?.status, next?.wanted, next?.undoUntil], ['queued', undefined, undefined]);
			}
			await harness.source.command({ key: last }, 'cancel');
			await harness.letUndoPass();
			const open = await listLines(harness.source, Date.now() + 3_600_000);
			expectSame('what is left', open, [{ key, status: 'queued', run: 1 }]);
			expectOutcome(await harness.source.command({ key }, 'cancel'), 'accepted');
			expectAccepted(await harness.source.command({ key }, 'undo'));
			expectSame('the job started', await harness.start(), key);
		},
	},
	{
		fact: '[EN12] takes a cancelled queued job out once it can no longer be undone, tells every gateway, and lists it as cancelled',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add();
			expectOutcome(await harness.source.command({ key }, 'cancel'), 'accepted');
			await harness.letUndoPass();
			for (const { hint, record } of [watched, other]) {
				const end = await hint((each) => each.type === 'ended' && each.key === key);
				expectSame('the end', end.type === 'ended' ? end.status : end, 'cancelled');
				const over = await record(key, ({ status }) => status === 'cancelled');
				expectSame('no wish, its run', [over.wanted, over.undoUntil, over.run], [undefined, undefined, 1]);
				expectThat('a time of its end', over.finishedAt, (over.finishedAt ?? 0) > 0);
			}
			const later = await harness.openSecond();
			expectSame('the listing', await listLines(later, 0), [{ key, status: 'cancelled', run: 1 }]);
			expectSame('what ended later', await listLines(later, Date.now() + 3_600_000), []);
			for (const { source } of [watched, other]) expectOutcome(await source.command({ key }, 'undo'), 'too-late');
		},
	},
	{
		fact: '[EN48] holds a job that is being cancelled at once, and shows until when that can be undone',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add({ pausable: true });
			const free = await harness.add();
			const outcome = await harness.source.command({ key }, 'cancel');
			const undoUntil = outcome.type === 'accepted' ? outcome.undoUntil : undefined;
			expectThat('a time', outcome, typeof undoUntil === 'number');
			for (const { hint, record } of [watched, other]) {
				await hint(
					(each) =>
						(each.type === 'asked' && each.keys.includes(key) && each.undoUntil === undoUntil) ||
						(each.type === 'changed' && each.keys.includes(key)),
				);
				const held = await record(key, (each) => each.undoUntil !== undefined);
				expectSame(
					'its state',
					[held.status, held.wanted, held.undoUntil, held.inLine],
					['queued', 'cancelled', undoUntil, false],
				);
			}
			const [line] = (await listLines(harness.source, 0)).filter((each) => each.key === key);
			expectSame('its line', line, {
				key,
				status: 'queued',
				run: 1,
				inLine: false,
				wanted: 'cancelled',
				undoUntil,
			});
			expectSame('a repeat', await other.source.command({ key }, 'cancel'), outcome);
			for (const action of ['pause', 'resume', 'retry'] as const) {
				expectOutcome(await harness.source.command({ key }, action), 'not-possible');
			}
			expectSame('the job started', await harness.start(), free);
			await harness.complete(free);
			expectSame('no end', watched.ends(key), []);
		},
	},
	{
		fact: '[EN49] puts a job back into its place when its cancelling is undone, whichever gateway is asked, however often',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await harness.openSecond();
			const keys = [
				await harness.add(),
				await harness.add(),
				await harness.add({ lane: 1 }),
				await harness.add({ lane: 1 }),
			];
			const [first = '', second = '', third = ''] = keys;
			for (const key of [first, third, second]) await harness.source.command({ key }, 'cancel');
			for (const key of [second, second, third, first]) expectAccepted(await other.command({ key }, 'undo'));
			await watched.record(second, ({ wanted, undoUntil }) => wanted === undefined && undoUntil === undefined);
			const listed = await listLines(harness.source, 0);
			expectSame(
				'the order',
				listed,
				keys.map((key) => ({ key, status: 'queued', run: 1 })),
			);
			await harness.letUndoPass();
			expectSame('the job started', await harness.start(), first);
			expectSame('no ends', keys.flatMap(watched.ends), []);
			expectOutcome(await harness.source.command({ key: first }, 'undo'), 'accepted');
			await harness.complete(first);
			expectOutcome(await harness.source.command({ key: first }, 'undo'), 'not-possible');
		},
	},
	{
		fact: '[EN50] cancels and takes back many at once, and says what came of each',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const running = await harness.add();
			const queued = [await harness.add(), await harness.add(), await harness.add()];
			await harness.start();
			const cancelled = await harness.source.commandAll(toMeant([...queued, running]), 'cancel');
			expectSame(
				'the outcomes',
				[...cancelled.values()].map(({ type }) => type),
				Array(4).fill('accepted'),
			);
			const until = [...cancelled].map(([, outcome]) => (outcome.type === 'accepted' ? outcome.undoUntil : 0));
			expectSame(
				'which can be undone',
				until.map((at) => at !== undefined),
				[true, true, true, false],
			);
			await watched.record(running, ({ wanted, undoUntil }) => wanted === 'cancelled' && undoUntil === undefined);
			const undone = await harness.source.commandAll(toMeant(queued.slice(1)), 'undo');
			expectSame(
				'the outcomes',
				[...undone.values()].map(({ type }) => type),
				Array(2).fill('accepted'),
			);
			await harness.letUndoPass();
			const later = await harness.source.commandAll(toMeant(queued), 'undo');
			expectSame(
				'the outcomes',
				queued.map((key) => later.get(key)?.type),
				['too-late', 'accepted', 'accepted'],
			);
			const open = (await listLines(harness.source, Date.now() + 3_600_000)).map(({ key }) => key);
			expectSame('what is left', open.sort(), [running, ...queued.slice(1)].sort());
		},
	},
	{
		fact: '[EN51] cancels a held job as one that waits, and undoing holds it again',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add({ pausable: true });
			await harness.source.command({ key }, 'pause');
			await watched.record(key, ({ status }) => status === 'paused');
			await harness.source.command({ key }, 'cancel');
			await watched.record(key, ({ status, undoUntil }) => status === 'paused' && undoUntil !== undefined);
			expectAccepted(await harness.source.command({ key }, 'undo'));
			await watched.record(key, ({ status, wanted }) => status === 'paused' && wanted === undefined);
			expectAccepted(await harness.source.command({ key }, 'resume'));
			expectSame('the job started', await harness.start(), key);
		},
	},
	{
		fact: '[EN13] shows the wish to cancel a running job, to every gateway, until the worker has stopped',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add();
			await harness.start();
			expectAccepted(await harness.source.command({ key }, 'cancel'));
			for (const { record } of [watched, other]) {
				const wished = await record(key, ({ wanted }) => wanted === 'cancelled');
				expectSame('its state', wished.status, 'running');
			}
			const listed = await listLines(other.source, 0);
			expectSame('the listing', listed, [{ key, status: 'running', run: 1, wanted: 'cancelled' }]);
			expectSame('the checkpoint', await harness.checkpoint(key), 'cancelled');
			const end = await watched.hint((hint) => hint.type === 'ended' && hint.key === key);
			expectSame('the end', end.type === 'ended' ? end.status : end, 'cancelled');
			const stopped = await watched.record(key, ({ status }) => status === 'cancelled');
			expectSame('no wish, no error, its run', [stopped.wanted, stopped.error, stopped.run], [undefined, undefined, 1]);
		},
	},
	{
		fact: '[EN14] tells a job that completes all the same as completed, without a wish',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start();
			expectAccepted(await harness.source.command({ key }, 'cancel'));
			await harness.complete(key);
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('the wish', done.wanted, undefined);
			expectOutcome(await harness.source.command({ key }, 'cancel'), 'not-possible');
		},
	},
	{
		fact: '[EN15] answers a repeated command the same, and does it once',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const queued = await harness.add();
			const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => harness.source.command({ key: queued }, 'cancel')));
			for (const outcome of outcomes) expectSame('a repeat', outcome, outcomes[0]);
			expectOutcome(outcomes[0] ?? { type: 'gone' }, 'accepted');
			await harness.letUndoPass();
			const key = await harness.add({ pausable: true });
			for (const action of ['pause', 'pause', 'resume', 'resume'] as const) {
				expectAccepted(await harness.source.command({ key }, action));
			}
			await harness.start();
			await harness.fail(key, 'no');
			const retried = await Promise.all([1, 2, 3].map(() => harness.source.command({ key }, 'retry')));
			retried.forEach(expectAccepted);
			const again = await watched.record(key, ({ status }) => status === 'queued');
			expectSame('its run', again.run, 2);
			expectSame('the unfinished', (await listLines(harness.source, Date.now() + 3_600_000)).length, 1);
		},
	},
	{
		fact: '[EN16] holds a queued job at once, lets others pass, and starts it before those that wait when it is resumed',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const held = await harness.add({ pausable: true });
			const free = await harness.add();
			expectAccepted(await harness.source.command({ key: held }, 'pause'));
			for (const { record } of [watched, other]) {
				const paused = await record(held, ({ status }) => status === 'paused');
				expectSame('no wish is open', paused.wanted, undefined);
			}
			expectSame('the job started', await harness.start(), free);
			await harness.complete(free);
			await watched.record(held, ({ status, startedAt }) => status === 'paused' && startedAt === undefined);
			await harness.add();
			expectAccepted(await harness.source.command({ key: held }, 'resume'));
			await watched.record(held, ({ status }) => status === 'queued');
			expectSame('the job started', await harness.start(), held);
			const running = await watched.record(held, ({ status }) => status === 'running');
			expectSame('its run and restarts', [running.run, running.restarts ?? 0], [1, 0]);
		},
	},
	{
		fact: '[EN17] pauses a running job at its next checkpoint and lets it go on',
		async check(harness) {
			const { watched, key } = await startPausable(harness);
			expectAccepted(await harness.source.command({ key }, 'pause'));
			const wished = await watched.record(key, ({ wanted }) => wanted === 'paused');
			expectSame('its state', wished.status, 'running');
			expectSame('the checkpoint', await harness.checkpoint(key), 'paused');
			const paused = await watched.record(key, ({ status }) => status === 'paused');
			expectSame('no wish is open; a time', [paused.wanted, typeof paused.pausedAt], [undefined, 'number']);
			expectAccepted(await harness.source.command({ key }, 'resume'));
			const running = await watched.record(key, ({ status }) => status === 'running');
			expectSame('the pause is over', [running.pausedAt, running.restarts ?? 0], [undefined, 0]);
			expectSame('the checkpoint', await harness.checkpoint(key), 'went-on');
			await harness.complete(key);
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('the time paused is kept', typeof done.pausedMs, 'number');
		},
	},
	{
		fact: '[EN18] withdraws a pause that was not reached yet',
		async check(harness) {
			const { watched, key } = await startPausable(harness);
			expectAccepted(await harness.source.command({ key }, 'pause'));
			await watched.record(key, ({ wanted }) => wanted === 'paused');
			expectAccepted(await harness.source.command({ key }, 'resume'));
			await watched.record(key, ({ wanted, status }) => wanted === undefined && status === 'running');
			expectSame('the checkpoint', await harness.checkpoint(key), 'went-on');
		},
	},
	{
		fact: '[EN19] cancels a held job and a job paused at a checkpoint',
		async check(harness) {
			const { watched, key } = await startPausable(harness);
			await harness.source.command({ key }, 'pause');
			await watched.record(key, ({ wanted }) => wanted === 'paused');
			await harness.checkpoint(key);
			expectAccepted(await harness.source.command({ key }, 'cancel'));
			await watched.hint((hint) => hint.type === 'ended' && hint.key === key && hint.status === 'cancelled');
			const held = await harness.add({ pausable: true });
			await harness.source.command({ key: held }, 'pause');
			expectOutcome(await harness.source.command({ key: held }, 'cancel'), 'accepted');
			await harness.letUndoPass();
			await watched.hint((hint) => hint.type === 'ended' && hint.key === held && hint.status === 'cancelled');
		},
	},
	{
		fact: '[EN20] refuses what a job’s state or kind does not allow',
		async check(harness) {
			await harness.source.start(() => {});
			const key = await harness.add();
			expectOutcome(await harness.source.command({ key }, 'pause'), 'not-possible');
			expectOutcome(await harness.source.command({ key }, 'retry'), 'not-possible');
			await harness.start();
			await harness.complete(key);
			for (const action of ['pause', 'resume', 'cancel', 'retry'] as const) {
				expectOutcome(await harness.source.command({ key }, action), 'not-possible');
			}
		},
	},
	{
		fact: '[EN21] runs a failed job again as its next run, and tells that run’s end',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start();
			await harness.progress(key, { progress: 0.9 });
			await harness.fail(key, 'no');
			await watched.record(key, ({ status }) => status === 'failed');
			expectAccepted(await harness.source.command({ key }, 'retry'));
			const queued = await watched.record(key, ({ status }) => status === 'queued');
			expectSame('its run, nothing of the last', [queued.run, queued.progress, queued.error], [2, null, undefined]);
			await harness.start();
			const running = await watched.record(key, ({ status }) => status === 'running');
			expectSame('its run, nothing of the last', [running.run, running.progress], [2, null]);
			await harness.complete(key);
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('its run', done.run, 2);
		},
	},
	{
		fact: '[EN22] runs a cancelled job again without cancelling it again',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start();
			await harness.source.command({ key }, 'cancel');
			await watched.record(key, ({ wanted }) => wanted === 'cancelled');
			await harness.checkpoint(key);
			await watched.record(key, ({ status }) => status === 'cancelled');
			expectAccepted(await harness.source.command({ key }, 'retry'));
			await harness.start();
			const running = await watched.record(key, ({ status }) => status === 'running');
			expectSame('its run, no wish', [running.run, running.wanted], [2, undefined]);
			expectSame('the checkpoint', await harness.checkpoint(key), 'went-on');
		},
	},
	{
		fact: '[EN23] keeps a wish that no worker has followed, and honours it when one starts',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const key = await harness.add();
			await harness.start({ mortal: true });
			await harness.source.command({ key }, 'cancel');
			await watched.record(key, ({ wanted }) => wanted === 'cancelled');
			await harness.die(key);
			const next = await harness.add();
			expectSame('the job started', await harness.start(), next);
			await watched.hint((hint) => hint.type === 'ended' && hint.key === key && hint.status === 'cancelled');
		},
	},
];
