import { createFeed } from '../packages/jobtray/src/client/create-feed.ts';
import { startTrace } from '../packages/jobtray/src/estimate/run-trace.ts';
import type { Changes } from '../packages/jobtray/src/protocol/index.ts';
import { createBoard } from '../packages/jobtray/src/server/board/board.ts';
import { cleanRecord } from '../packages/jobtray/src/server/board/clean-record.ts';
import { makeJob } from '../packages/jobtray/src/testing/make-job.ts';
import { median } from './measure/percentile.ts';
import type { Report } from './measure/report.ts';
import { toRecord } from './measure/steady-source.ts';

const sizes = [100, 1_000, 10_000, 100_000];
const updates = 50_000;
const rounds = 7;
const turns = Math.ceil(((rounds + 1) * updates) / Math.min(...sizes));

const parts = {
	'copied in a map µs': 'a row merely copied in a map, the floor',
	'board µs': 'the board',
	'store µs': 'the store, a whole row',
	'store, moved µs': 'the store, what moved',
} as const;

const columns = Object.keys(parts) as (keyof typeof parts)[];

/** What one update costs in the gateway's board and in the page's store, by the number of jobs. */
export async function runUpdateBench(): Promise<Report> {
	const rows = sizes.map((jobs) => ({
		jobs,
		'copied in a map µs': measureCopy(jobs),
		'board µs': measureBoard(jobs),
		'store µs': measureStore(jobs, ({ rev, ...said }) => ({ jobs: [makeJob({ ...said, rev })] })),
		'store, moved µs': measureStore(jobs, ({ key, rev, progress, step }) => ({
			jobs: [],
			moved: [[key, rev, 0, progress, step]],
		})),
	}));
	const [least] = rows;
	const most = rows.at(-2);
	const ratio = (column: keyof typeof parts) => ((most?.[column] ?? 0) / (least?.[column] ?? 1)).toFixed(2);
	return {
		rows,
		says: `Medians of ${rounds} rounds of ${updates} updates. From 100 to 10,000 jobs one update costs ${columns.map((column) => `${ratio(column)} times as much (${parts[column]})`).join(', ')}.`,
		budgets: columns.slice(1).map((column) => ({
			what: `one update at 10,000 jobs, to one at 100: ${parts[column]}`,
			limit: 1.5,
			measured: Number(ratio(column)),
			unit: '×',
		})),
	};
}

/** What is said by a job. */
interface Said {
	key: string;
	progress: number;
	step: string;
}

/** Every job says something in its turn, and gets on by as much each time: only how many there are differs. */
function toSaid(update: number, jobs: number): Said {
	return { key: `bench:${update % jobs}`, progress: toTurn(update, jobs) / turns, step: `Frame ${update}` };
}

function toTurn(update: number, jobs: number): number {
	return Math.floor(update / jobs);
}

/** Median microseconds of one call, after a round that warms up. */
function measure(run: (update: number) => void): number {
	const each: number[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const startedAt = performance.now();
		for (let update = 0; update < updates; update += 1) run(round * updates + update);
		if (round > 0) each.push(((performance.now() - startedAt) * 1_000) / updates);
	}
	return median(each);
}

/** What it costs to keep rows at all: one is looked up, copied with what moved, as its trace is, and put back. */
function measureCopy(jobs: number): number {
	const rows = new Map(
		Array.from({ length: jobs }, (_, index) => [
			`bench:${index}`,
			{ job: makeJob({ rev: index }), trace: startTrace({ startedAt: 0 }) },
		]),
	);
	return measure((update) => {
		const { key, progress, step } = toSaid(update, jobs);
		const row = rows.get(key);
		if (row === undefined) return;
		const job = { ...row.job, progress, step, etaAt: 1e12 + update, rev: update };
		rows.set(key, { job, trace: { ...row.trace, progress, at: update } });
	});
}

function measureBoard(jobs: number): number {
	const board = createBoard({ epoch: 'bench', finished: { limit: 50, maxAgeMs: 86_400_000 }, parallel: {} });
	const now = 1_000_000;
	for (let index = 0; index < jobs; index += 1) {
		const record = cleanRecord(toRecord(index, { startedAt: now }), now);
		if (record !== null) board.read(record, { askedAtStep: board.step(), now });
	}
	board.loaded();
	return measure((update) => {
		const { key, progress, step } = toSaid(update, jobs);
		board.apply(key, { type: 'progressed', run: 1, progress, step }, now + toTurn(update, jobs) * 1_000);
	});
}

function measureStore(
	jobs: number,
	toChange: (said: Said & { rev: number }) => Pick<Changes, 'jobs' | 'moved'>,
): number {
	const { feed, receive } = createFeed('mine');
	const list = Array.from({ length: jobs }, (_, index) => makeJob({ key: `bench:${index}`, rev: index }));
	receive({
		type: 'snapshot',
		scope: 'mine',
		part: 0,
		last: true,
		jobs: list,
		cursor: `bench.${jobs}`,
		now: 0,
		batch: null,
	});
	let heard = 0;
	for (const { key } of list.slice(0, 20)) feed.job(key).subscribe(() => heard++);
	feed.summary.subscribe(() => heard++);
	return measure((update) => {
		const rev = jobs + update + 1;
		receive({
			type: 'changes',
			scope: 'mine',
			from: `bench.${rev - 1}`,
			cursor: `bench.${rev}`,
			removed: [],
			now: update,
			...toChange({ ...toSaid(update, jobs), rev }),
		});
	});
}
