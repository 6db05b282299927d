import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeServerMessage, type Job, subprotocol } from 'jobtray/protocol';
import { WebSocket } from 'ws';
import { openStudioSession, type StudioSession } from './measure/studio-session.ts';

// npx tsx --conditions=source bench/record-traces.ts
//
// Makes real scenes in Studio and writes down how their progress went, as the tests of the estimates replay it.

const folder = fileURLToPath(new URL('../packages/jobtray/src/estimate/traces/', import.meta.url));

/** A run as it was seen: milliseconds since its start, and progress. */
interface Trace {
	name: string;
	endedMs: number;
	samples: [atMs: number, progress: number][];
}

const data = await mkdtemp(join(tmpdir(), 'traces-'));
const session = await openStudioSession(data);
const traces = watchJobs(session);
await session.generate({ name: 'scene-540', seconds: 40, height: 540 });
await traces.ended('scene-540');
await session.generate({ name: 'scene-1080', seconds: 20, height: 1080 });
await traces.ended('scene-1080');
// The second has the machine to itself only after the first has ended.
await session.generate({ name: 'beside-another', seconds: 20, height: 1080 });
await session.generate({ name: 'the-other', seconds: 40, height: 540 });
await Promise.all([traces.ended('beside-another'), traces.ended('the-other')]);
await session.close();
await rm(data, { recursive: true, force: true });
process.exit(0);

function watchJobs({ url, cookie }: StudioSession) {
	const traceOf = new Map<string, Trace>();
	const waiting = new Map<string, () => void>();
	const socket = new WebSocket(`${url.replace('http', 'ws')}/jobtray/socket`, subprotocol, {
		headers: { cookie, origin: url },
	});
	socket.on('open', () => socket.send(JSON.stringify({ type: 'watch', scope: 'mine' })));
	socket.on('message', (data) => {
		const decoded = decodeServerMessage(String(data));
		if (decoded.type !== 'message') return;
		const { message } = decoded;
		if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
		if (message.type === 'changes') for (const job of message.jobs) note(job, message.now);
	});

	function note(job: Job, now: number): void {
		const [, name = ''] = /· (.+)$/.exec(job.name) ?? [];
		if (job.startedAt === undefined) return;
		const trace = traceOf.get(name) ?? { name, endedMs: 0, samples: [] };
		traceOf.set(name, trace);
		if (job.status === 'running' && job.progress !== null)
			trace.samples.push([now - job.startedAt, round(job.progress)]);
		if (job.finishedAt === undefined) return;
		trace.endedMs = job.finishedAt - job.startedAt;
		void writeFile(join(folder, `${name}.json`), `${JSON.stringify(trace)}\n`).then(() => waiting.get(name)?.());
	}
	return { ended: (name: string) => new Promise<void>((resolve) => waiting.set(name, resolve)) };
}

function round(progress: number): number {
	return Math.round(progress * 10_000) / 10_000;
}
