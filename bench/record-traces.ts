import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeServerMessage, type Job, subprotocol, toMovedJob } from 'jobtray/protocol';
import { WebSocket } from 'ws';
import { type Recording, toTrace, writeTrace } from './estimate/trace-file.ts';
import { openStudioSession, type StudioSession } from './measure/studio-session.ts';

// npx tsx --conditions=source bench/record-traces.ts            all
// npx tsx --conditions=source bench/record-traces.ts paused     some
//
// Makes real scenes in Studio and writes down how their progress went, as the tests and the benchmark of the estimates
// replay it.

/** Runs of one kind that are needed before anything is expected of it, as other tools expect it. */
const earlierRuns = 4;

const data = await mkdtemp(join(tmpdir(), 'traces-'));
const session = await openStudioSession(data);
const jobs = watchJobs(session);

const all: Record<string, () => Promise<void>> = {
	'scene-540': () => make('scene-540', { seconds: 120, height: 540, shape: 'steady' }),
	'scene-1080': () => make('scene-1080', { seconds: 45, height: 1080, shape: 'steady' }),
	beside: makeBeside,
	paused: makePaused,
	known: makeKnown,
	'scene-long': () => make('scene-long', { seconds: 240, height: 540, shape: 'steady', heldOut: true }),
	'scene-large': () => make('scene-large', { seconds: 90, height: 1080, shape: 'steady', heldOut: true }),
	'scene-passing': makePassing,
};
const asked = process.argv.slice(2);
for (const [name, record] of Object.entries(all)) if (asked.length === 0 || asked.includes(name)) await record();
await session.close();
await rm(data, { recursive: true, force: true });
process.exit(0);

interface Scene {
	seconds: number;
	height: 540 | 1080;
	shape: string;
	heldOut?: boolean;
}

async function make(name: string, { seconds, height, shape, heldOut = false }: Scene): Promise<void> {
	await session.generate({ name, seconds, height });
	write(await jobs.ended(name), { name, shape, ran: `Studio: a scene of ${seconds} s in ${height}p, alone`, heldOut });
}

/** The one that lasts longer has the machine to itself only after the other has ended. */
async function makeBeside(): Promise<void> {
	await session.generate({ name: 'beside-another', seconds: 30, height: 1080 });
	await session.generate({ name: 'the-other', seconds: 80, height: 540 });
	const [longer, other] = await Promise.all([jobs.ended('beside-another'), jobs.ended('the-other')]);
	write(longer, {
		name: 'beside-another',
		shape: 'slow start',
		ran: 'Studio: a scene of 30 s in 1080p, beside another',
	});
	write(other, { name: 'the-other', shape: 'shared machine', ran: 'Studio: a scene of 80 s in 540p, beside another' });
}

/** Another that takes the machine for a while, in the middle of the first. */
async function makePassing(): Promise<void> {
	const name = 'scene-passing';
	await session.generate({ name, seconds: 180, height: 540 });
	await jobs.reached(name, 0.3);
	await session.generate({ name: 'passing', seconds: 15, height: 1080 });
	const ran = 'Studio: a scene of 180 s in 540p, beside a short one from 30 % on';
	write(await jobs.ended(name), { name, shape: 'slow middle', ran, heldOut: true });
}

async function makePaused(): Promise<void> {
	const name = 'paused';
	await session.generate({ name, seconds: 30, height: 1080 });
	const key = await jobs.reached(name, 0.35);
	await command(key, 'pause');
	await sleep(12_000);
	await command(key, 'resume');
	write(await jobs.ended(name), { name, shape: 'pause', ran: 'Studio: a scene of 30 s in 1080p, paused for 12 s' });
}

/** Scenes of one kind and size, one after the other; the last is replayed with what the others took. */
async function makeKnown(): Promise<void> {
	const earlierMs: number[] = [];
	for (let run = 1; run <= earlierRuns; run += 1) {
		const name = `known-${run}`;
		console.log(name);
		await session.generate({ name, seconds: 60, height: 540 });
		const { endedMs, pauses } = await jobs.ended(name);
		earlierMs.push(Math.round(endedMs - pauses.reduce((sum, [from, to]) => sum + to - from, 0)));
	}
	await session.generate({ name: 'known', seconds: 60, height: 540 });
	const ran = `Studio: a scene of 60 s in 540p, after ${earlierRuns} like it`;
	write(await jobs.ended('known'), { name: 'known', shape: 'known kind', ran }, earlierMs);
}

interface Seen {
	endedMs: number;
	samples: [at: number, progress: number][];
	pauses: [from: number, to: number][];
}

function write(seen: Seen, recording: Omit<Recording, 'heldOut'> & { heldOut?: boolean }, earlierMs?: number[]): void {
	writeTrace({
		...toTrace({ heldOut: false, ...recording }, seen),
		...(seen.pauses.length === 0 ? {} : { pauses: seen.pauses }),
		...(earlierMs === undefined ? {} : { earlierMs }),
	});
}

async function command(key: string, action: 'pause' | 'resume'): Promise<void> {
	const { url, cookie } = session;
	const answer = await fetch(`${url}/jobtray/jobs/${encodeURIComponent(key)}/${action}`, {
		method: 'PUT',
		headers: { cookie, origin: url, 'x-jobtray': '1' },
	});
	if (!answer.ok) throw new Error(`The job could not ${action}: ${await answer.text()}`);
}

function watchJobs({ url, cookie }: StudioSession) {
	const seenOf = new Map<string, Seen>();
	const rows = new Map<string, Job>();
	const ends = new Map<string, (seen: Seen) => void>();
	const reaches = new Map<string, { progress: number; done: (key: string) => void }>();
	const socket = new WebSocket(`${url.replace('http', 'ws')}/jobtray/socket`, subprotocol, {
		headers: { cookie, origin: url },
	});
	socket.on('open', () => socket.send(JSON.stringify({ type: 'watch', scope: 'mine' })));
	socket.on('message', (data) => {
		const decoded = decodeServerMessage(String(data));
		if (decoded.type !== 'message') return;
		const { message } = decoded;
		if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
		if (message.type === 'snapshot') for (const job of message.jobs) rows.set(job.key, job);
		if (message.type !== 'changes') return;
		const moved = (message.moved ?? []).flatMap((each) => {
			const job = rows.get(each[0]);
			return (job === undefined ? null : toMovedJob(job, each)) ?? [];
		});
		for (const job of [...message.jobs, ...moved]) {
			rows.set(job.key, job);
			note(job, message.now);
		}
	});

	function note(job: Job, now: number): void {
		const [, name = ''] = /· (.+)$/.exec(job.name) ?? [];
		if (job.startedAt === undefined) return;
		const seen = seenOf.get(name) ?? { endedMs: 0, samples: [], pauses: [] };
		seenOf.set(name, seen);
		notePause(seen, job);
		const { progress } = job;
		const last = seen.samples.at(-1)?.[1] ?? 0;
		if (job.status === 'running' && progress !== null && progress > last)
			seen.samples.push([now - job.startedAt, progress]);
		const reach = reaches.get(name);
		if (reach !== undefined && (progress ?? 0) >= reach.progress) reach.done(job.key);
		if (job.finishedAt === undefined) return;
		seen.endedMs = job.finishedAt - job.startedAt;
		ends.get(name)?.(seen);
	}

	return {
		ended: (name: string) => new Promise<Seen>((resolve) => ends.set(name, resolve)),
		reached: (name: string, progress: number) =>
			new Promise<string>((resolve) => reaches.set(name, { progress, done: resolve })),
	};
}

function notePause(seen: Seen, { startedAt = 0, pausedAt, pausedMs }: Job): void {
	const known = seen.pauses.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
	const last = seen.pauses.at(-1);
	if (pausedAt !== undefined && last?.[0] !== pausedAt - startedAt)
		seen.pauses.push([pausedAt - startedAt, pausedAt - startedAt]);
	if (pausedAt === undefined && last !== undefined && (pausedMs ?? 0) > known)
		last[1] = last[0] + (pausedMs ?? 0) - known;
}
