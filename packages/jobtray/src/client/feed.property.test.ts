import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Changes, decodeCursor, type Job, type Moved, type Snapshot, type Watch } from '../protocol/index.ts';
import { makeJob } from '../testing/make-job.ts';
import { createFeed } from './create-feed.ts';
import type { JobGroups } from './feed.ts';

type Step =
	| { do: 'add' | 'start' | 'progress' | 'pause' | 'complete' | 'fail' | 'retry' | 'remove'; job: number }
	| { do: 'flush' | 'deliver' | 'lose' | 'repeat' | 'ping' | 'reconnect' | 'restart' | 'forgetTombstones' };

const jobSteps = ['add', 'start', 'progress', 'pause', 'complete', 'fail', 'retry', 'remove'] as const;
const netSteps = ['flush', 'deliver', 'lose', 'repeat', 'ping', 'reconnect', 'restart', 'forgetTombstones'] as const;

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{ weight: 5, arbitrary: fc.record({ do: fc.constantFrom(...jobSteps), job: fc.integer({ min: 0, max: 6 }) }) },
		{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('flush', 'deliver') }) },
		{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom(...netSteps) }) },
	),
	{ maxLength: 150, size: 'max' },
);

/** A gateway's board and one session on it, over a line that loses, repeats and breaks. */
function createWorld() {
	const { feed, ...client } = createFeed('mine');
	let board = new Map<string, Job>();
	let removed: [string, number][] = [];
	let rev = 0;
	let epoch = 0;
	let floor = 0;
	let sentTo = 0;
	let time = 0;
	/** When anything but what moves last changed, by key. */
	const fixedRevs = new Map<string, number>();
	/** What was delivered on this connection and may come again. */
	let past: Changes[] = [];
	let line: (Changes | Snapshot)[] = [];
	/** Every state the board has been in, oldest first. */
	const history: string[] = ['[]'];
	const ended = new Set<string>();

	const cursor = (at = rev) => `e${epoch}.${at}`;
	const rows = () => [...board.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
	const note = () => history.push(JSON.stringify(rows()));

	function put(job: Job, isMove?: true): void {
		rev += 1;
		if (isMove !== true) fixedRevs.set(job.key, rev);
		board.set(job.key, { ...job, rev });
		if (job.finishedAt !== undefined) ended.add(`${job.key}#${job.run}@${job.finishedAt}`);
		note();
	}

	/** What is new since then, for who holds all rows as they were: of rows that merely moved, only that. */
	function flushSince(from: number): Changes {
		const whole = changesSince(from);
		const isMove = ({ key }: Job) => (fixedRevs.get(key) ?? 0) <= from;
		return {
			...whole,
			jobs: whole.jobs.filter((job) => !isMove(job)),
			moved: whole.jobs.filter(isMove).map(toMoved),
		};
	}

	function toMoved({ key, rev: at, progress, step, etaAt }: Job): Moved {
		return [key, at, fixedRevs.get(key) ?? 0, progress, step, etaAt ?? null];
	}

	function changesSince(from: number): Changes {
		return {
			type: 'changes',
			scope: 'mine',
			from: cursor(from),
			cursor: cursor(),
			jobs: rows().filter((job) => job.rev > from),
			removed: removed.filter(([key, at]) => at > from && !board.has(key)),
			now: time,
		};
	}

	function answer(watch: Watch | null): void {
		if (watch === null) return;
		const at = decodeCursor(watch.cursor);
		if (at !== null && at.epoch === `e${epoch}` && at.rev <= rev && at.rev >= floor) line.push(changesSince(at.rev));
		else {
			const all = rows();
			const parts = Math.max(1, Math.ceil(all.length / 2));
			for (let part = 0; part < parts; part++) {
				const jobs = all.slice(part * 2, part * 2 + 2);
				line.push({
					type: 'snapshot',
					scope: 'mine',
					part,
					last: part === parts - 1,
					jobs,
					cursor: cursor(),
					now: time,
				});
			}
		}
		sentTo = rev;
	}

	function deliver(): void {
		const frame = line.shift();
		if (frame === undefined) return;
		if (frame.type === 'changes') past.push(frame);
		answer(client.receive(structuredClone(frame)));
	}

	function reconnect(): void {
		line = [];
		past = [];
		answer(client.watch());
	}

	function run(step: Step): void {
		time += 1;
		if ('job' in step) runJob(step);
		else runLine(step);
	}

	function runLine(step: Exclude<Step, { job: number }>): void {
		switch (step.do) {
			case 'flush':
				if (sentTo < rev) line.push(flushSince(sentTo));
				sentTo = rev;
				break;
			case 'deliver':
				deliver();
				break;
			case 'lose':
				line.shift();
				break;
			case 'repeat':
				for (const frame of past.slice(time % (past.length + 1)).slice(0, 1))
					answer(client.receive(structuredClone(frame)));
				break;
			case 'ping':
				while (line.length > 0) deliver();
				answer(client.hearCursor(cursor(sentTo)));
				break;
			case 'reconnect':
				reconnect();
				break;
			case 'restart':
				epoch += 1;
				rev = 0;
				floor = 0;
				removed = [];
				board = new Map(rows().map((job) => [job.key, { ...job, rev: ++rev }]));
				for (const job of board.values()) fixedRevs.set(job.key, job.rev);
				note();
				reconnect();
				break;
			case 'forgetTombstones':
				// A session still sends what it has noted; only who comes back later finds it gone.
				runLine({ do: 'flush' });
				floor = rev;
				removed = [];
		}
	}

	function runJob(step: Extract<Step, { job: number }>): void {
		const key = `scenes:${step.job}`;
		const job = board.get(key);
		if (step.do === 'add') {
			if (job === undefined) {
				const place = { lane: step.job % 2, at: time };
				put(makeJob({ key, status: 'queued', progress: null, startedAt: undefined, createdAt: time, place }));
			}
			return;
		}
		if (job === undefined) return;
		const finished = job.finishedAt !== undefined;
		switch (step.do) {
			case 'start':
				if (!finished) put({ ...job, status: 'running', startedAt: job.startedAt ?? time, place: undefined });
				break;
			case 'progress':
				if (job.status === 'running')
					put({ ...job, progress: (time % 100) / 100, etaAt: time % 3 ? time : undefined }, true);
				break;
			case 'pause':
				if (!finished) put({ ...job, status: 'paused', place: undefined });
				break;
			case 'complete':
			case 'fail':
				if (!finished) {
					put({ ...job, status: step.do === 'fail' ? 'failed' : 'completed', finishedAt: time, place: undefined });
				}
				break;
			case 'retry':
				if (finished) put({ ...job, run: job.run + 1, status: 'queued', startedAt: undefined, finishedAt: undefined });
				break;
			case 'remove':
				board.delete(key);
				removed.push([key, ++rev]);
				note();
		}
	}

	return { feed, run, rows, history, ended };
}

type World = ReturnType<typeof createWorld>;

function shown({ feed }: World): Job[] {
	const { running, paused, queued, finished } = feed.groups.get();
	const keys = [...running, ...paused, ...queued, ...finished].toSorted();
	return keys.flatMap((key) => feed.job(key).get() ?? []);
}

function sortNaively(jobs: Job[]): JobGroups {
	const by = (statuses: Job['status'][], ...order: ((job: Job) => number)[]) =>
		jobs
			.filter((job) => statuses.includes(job.status))
			.toSorted((a, b) => {
				for (const of of order) if (of(a) !== of(b)) return of(a) < of(b) ? -1 : 1;
				return a.key < b.key ? -1 : 1;
			})
			.map((job) => job.key);
	const start = (job: Job) => job.startedAt ?? Infinity;
	const created = (job: Job) => job.createdAt;
	return {
		running: by(['running'], start, created),
		paused: by(['paused'], start, created),
		queued: by(
			['queued'],
			(job) => job.place?.lane ?? Infinity,
			(job) => job.place?.at ?? Infinity,
			created,
		),
		finished: by(['completed', 'failed', 'cancelled'], (job) => -(job.finishedAt ?? 0)),
	};
}

function checkDerived({ feed }: World, jobs: Job[]): void {
	expect(feed.groups.get()).toEqual(sortNaively(jobs));
	const running = jobs.filter((job) => job.status === 'running');
	const first = running.toSorted(
		(a, b) =>
			(a.etaAt ?? 1e9) - (b.etaAt ?? 1e9) ||
			(b.progress ?? -1) - (a.progress ?? -1) ||
			(a.startedAt ?? 1e9) - (b.startedAt ?? 1e9) ||
			(a.key < b.key ? -1 : 1),
	)[0];
	expect(feed.summary.get()).toEqual({
		running: running.length,
		queued: jobs.filter((job) => job.status === 'queued').length,
		paused: jobs.filter((job) => job.status === 'paused').length,
		batch: null,
		leader: first?.key ?? null,
	});
}

test('[ST18] whatever the line does, the feed shows a state the board was in, never an earlier one, and in the end the newest', () => {
	fc.assert(
		fc.property(steps, (history) => {
			const world = createWorld();
			const told: string[] = [];
			world.feed.onEnds((ends) => told.push(...ends.map((end) => end.id)));
			let at = 0;
			world.run({ do: 'reconnect' });
			const settle: Step[] = [{ do: 'flush' }, { do: 'ping' }, { do: 'ping' }, { do: 'ping' }, { do: 'ping' }];
			for (const step of [...history, ...settle]) {
				world.run(step);
				if (!world.feed.ready.get()) continue;
				const jobs = shown(world);
				at = world.history.indexOf(JSON.stringify(jobs), at);
				expect(at, `after ${JSON.stringify(step)} the board was never like this`).toBeGreaterThanOrEqual(0);
				checkDerived(world, jobs);
			}
			expect(shown(world)).toEqual(world.rows());
			expect(new Set(told).size, 'told twice').toBe(told.length);
			for (const id of told) expect(world.ended).toContain(id);
			for (const job of world.rows()) {
				if (job.finishedAt !== undefined) expect(told).toContain(`${job.key}#${job.run}@${job.finishedAt}`);
			}
		}),
		{ numRuns: 300 },
	);
}, 30_000);
