import type { CommandOutcome } from '../server/source.ts';
import { expectSame } from './expect-that.ts';
import type { SourceFact, SourceHarness } from './source-harness.ts';
import { type WatchedSource, watchSource } from './watch-source.ts';

const accepted = { type: 'accepted' };

function expectAccepted(outcome: CommandOutcome): void {
	expectSame('the outcome', outcome, accepted);
}

function expectOutcome(outcome: CommandOutcome, type: CommandOutcome['type']): void {
	expectSame('the kind of outcome', outcome.type, type);
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
			for (const action of ['pause', 'resume', 'cancel', 'retry'] as const) {
				expectOutcome(await source.command('nowhere:1', action), 'gone');
			}
		},
	},
	{
		fact: '[EN12] cancels a queued job at once and tells every gateway that it was cancelled',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add();
			expectAccepted(await harness.source.command(key, 'cancel'));
			for (const { hint } of [watched, other]) {
				const end = await hint((each) => each.type === 'ended' && each.key === key);
				expectSame('the end', end.type === 'ended' ? end.status : end, 'cancelled');
			}
			const unfinished = (await harness.source.list({ finishedSince: 0 })).filter(
				({ status }) => status !== 'cancelled',
			);
			expectSame('what is left to do', unfinished, []);
		},
	},
	{
		fact: '[EN13] shows the wish to cancel a running job, to every gateway, until the worker has stopped',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const key = await harness.add();
			await harness.start();
			expectAccepted(await harness.source.command(key, 'cancel'));
			for (const { record } of [watched, other]) {
				const wished = await record(key, ({ wanted }) => wanted === 'cancelled');
				expectSame('its state', wished.status, 'running');
			}
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
			expectAccepted(await harness.source.command(key, 'cancel'));
			await harness.complete(key);
			const done = await watched.record(key, ({ status }) => status === 'completed');
			expectSame('the wish', done.wanted, undefined);
			expectOutcome(await harness.source.command(key, 'cancel'), 'not-possible');
		},
	},
	{
		fact: '[EN15] answers a repeated command the same, and does it once',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const queued = await harness.add();
			const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => harness.source.command(queued, 'cancel')));
			outcomes.forEach(expectAccepted);
			const key = await harness.add({ pausable: true });
			for (const action of ['pause', 'pause', 'resume', 'resume'] as const) {
				expectAccepted(await harness.source.command(key, action));
			}
			await harness.start();
			await harness.fail(key, 'no');
			const retried = await Promise.all([1, 2, 3].map(() => harness.source.command(key, 'retry')));
			retried.forEach(expectAccepted);
			const again = await watched.record(key, ({ status }) => status === 'queued');
			expectSame('its run', again.run, 2);
			expectSame('the unfinished', (await harness.source.list({ finishedSince: Date.now() + 60_000 })).length, 1);
		},
	},
	{
		fact: '[EN16] holds a queued job at once, lets others pass, and starts it when it is resumed',
		async check(harness) {
			const watched = await watchSource(harness.source);
			const other = await watchSource(await harness.openSecond());
			const held = await harness.add({ pausable: true });
			const free = await harness.add();
			expectAccepted(await harness.source.command(held, 'pause'));
			for (const { record } of [watched, other]) {
				const paused = await record(held, ({ status }) => status === 'paused');
				expectSame('no wish is open', paused.wanted, undefined);
			}
			expectSame('the job started', await harness.start(), free);
			await harness.complete(free);
			await watched.record(held, ({ status, startedAt }) => status === 'paused' && startedAt === undefined);
			expectAccepted(await harness.source.command(held, 'resume'));
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
			expectAccepted(await harness.source.command(key, 'pause'));
			const wished = await watched.record(key, ({ wanted }) => wanted === 'paused');
			expectSame('its state', wished.status, 'running');
			expectSame('the checkpoint', await harness.checkpoint(key), 'paused');
			const paused = await watched.record(key, ({ status }) => status === 'paused');
			expectSame('no wish is open; a time', [paused.wanted, typeof paused.pausedAt], [undefined, 'number']);
			expectAccepted(await harness.source.command(key, 'resume'));
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
			expectAccepted(await harness.source.command(key, 'pause'));
			await watched.record(key, ({ wanted }) => wanted === 'paused');
			expectAccepted(await harness.source.command(key, 'resume'));
			await watched.record(key, ({ wanted, status }) => wanted === undefined && status === 'running');
			expectSame('the checkpoint', await harness.checkpoint(key), 'went-on');
		},
	},
	{
		fact: '[EN19] cancels a held job and a job paused at a checkpoint',
		async check(harness) {
			const { watched, key } = await startPausable(harness);
			await harness.source.command(key, 'pause');
			await watched.record(key, ({ wanted }) => wanted === 'paused');
			await harness.checkpoint(key);
			expectAccepted(await harness.source.command(key, 'cancel'));
			await watched.hint((hint) => hint.type === 'ended' && hint.key === key && hint.status === 'cancelled');
			const held = await harness.add({ pausable: true });
			await harness.source.command(held, 'pause');
			expectAccepted(await harness.source.command(held, 'cancel'));
			await watched.hint((hint) => hint.type === 'ended' && hint.key === held && hint.status === 'cancelled');
		},
	},
	{
		fact: '[EN20] refuses what a job’s state or kind does not allow',
		async check(harness) {
			await harness.source.start(() => {});
			const key = await harness.add();
			expectOutcome(await harness.source.command(key, 'pause'), 'not-possible');
			expectOutcome(await harness.source.command(key, 'retry'), 'not-possible');
			await harness.start();
			await harness.complete(key);
			for (const action of ['pause', 'resume', 'cancel', 'retry'] as const) {
				expectOutcome(await harness.source.command(key, action), 'not-possible');
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
			expectAccepted(await harness.source.command(key, 'retry'));
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
			await harness.source.command(key, 'cancel');
			await watched.record(key, ({ wanted }) => wanted === 'cancelled');
			await harness.checkpoint(key);
			await watched.record(key, ({ status }) => status === 'cancelled');
			expectAccepted(await harness.source.command(key, 'retry'));
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
			await harness.start();
			await harness.source.command(key, 'cancel');
			await watched.record(key, ({ wanted }) => wanted === 'cancelled');
			await harness.die(key);
			const next = await harness.add();
			expectSame('the job started', await harness.start(), next);
			await watched.hint((hint) => hint.type === 'ended' && hint.key === key && hint.status === 'cancelled');
		},
	},
];
