import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from 'jobtray/server';
import { Server as SocketIo } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerParent } from '../measure/child.ts';
import { createPacer, type Pacer } from '../measure/pacer.ts';
import { createSteadySource, stepRecord, toRecord } from '../measure/steady-source.ts';
import { measureCpuMs, measureMemory } from '../measure/usage.ts';

/** What pushes jobs to their owners. */
export type PushKind = 'jobtray' | 'ws' | 'socket.io';

/** What a server is to push. */
export interface PushOptions {
	kind: PushKind;
	owners: number;
	jobsPerOwner: number;
	/** Default a free one. */
	port?: number;
}

interface Pusher {
	pace: Pacer;
	/** How often the engine was asked. */
	asked: { list: number; read: number };
	close(): Promise<void>;
}

type Push = (server: Server, options: PushOptions) => Promise<Pusher>;

const pushers: Record<PushKind, Push> = { jobtray: pushByGateway, ws: pushByWs, 'socket.io': pushBySocketIo };

async function pushByGateway(server: Server, { owners, jobsPerOwner }: PushOptions): Promise<Pusher> {
	const source = createSteadySource({ jobs: owners * jobsPerOwner, owners: toOwners(owners) });
	const gateway = createGateway({
		source,
		authenticate: ({ url }) => {
			const id = toViewer(url);
			const seesAll = new URL(url).searchParams.has('all');
			return id === null ? null : { id, name: id, seesAll, controlsAll: seesAll };
		},
		socketsPerViewer: 100_000,
		log: () => {},
	});
	gateway.attach(server);
	await gateway.ready;
	return { pace: source.pace, asked: source.asked, close: () => gateway.close() };
}

/** What one would write by hand: a list of sockets by owner, and the row as JSON to each of them at every update. */
async function pushByWs(server: Server, options: PushOptions): Promise<Pusher> {
	const sockets = new Map<string, Set<WebSocket>>();
	const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
	wss.on('connection', (ws, { url }) => {
		const viewer = toViewer(url) ?? '';
		const own = sockets.get(viewer) ?? new Set();
		sockets.set(viewer, own.add(ws));
		ws.on('close', () => own.delete(ws));
	});
	const pace = paceRows(options, (owner, row) => {
		const text = JSON.stringify(row);
		for (const ws of sockets.get(owner) ?? []) ws.send(text);
	});
	return { pace, asked: { list: 0, read: 0 }, close: async () => void wss.close() };
}

/** The same with Socket.IO: a room for each owner. */
async function pushBySocketIo(server: Server, options: PushOptions): Promise<Pusher> {
	const io = new SocketIo(server, { transports: ['websocket'], serveClient: false });
	io.on('connection', (socket) => socket.join(toViewer(socket.request.url) ?? ''));
	const pace = paceRows(options, (owner, row) => io.to(owner).emit('job', row));
	return { pace, asked: { list: 0, read: 0 }, close: async () => void io.disconnectSockets(true) };
}

/** Changes rows like those that a tray is sent, in turn. */
function paceRows({ owners, jobsPerOwner }: PushOptions, tell: (owner: string, row: object) => void): Pacer {
	const ids = toOwners(owners);
	const startedAt = Date.now();
	const records = Array.from({ length: owners * jobsPerOwner }, (_, index) => {
		const id = ids[index % owners] ?? '';
		const { can, ...record } = toRecord(index, { startedAt, owner: { id, name: id } });
		return { ...record, can, pausedMs: 0, actions: ['pause', 'cancel'], rev: 0, etaAt: startedAt, etaSpreadMs: 0 };
	});
	return createPacer((count) => {
		const record = records[count % records.length];
		if (record === undefined) return;
		stepRecord(record);
		record.rev = count;
		record.etaAt = Date.now() + 60_000;
		const { can: _, ...row } = record;
		tell(record.owner?.id ?? '', row);
	});
}

function toOwners(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `owner-${index}`);
}

function toViewer(url = '/'): string | null {
	return new URL(url, 'http://localhost').searchParams.get('viewer');
}

let server: Server | undefined;
let pusher: Pusher | undefined;

const answers = {
	async open(options: PushOptions): Promise<number> {
		const opened = createServer();
		server = opened;
		pusher = await pushers[options.kind](opened, options);
		await new Promise<void>((listening) => opened.listen(options.port ?? 0, '127.0.0.1', 4_096, listening));
		return (opened.address() as AddressInfo).port;
	},
	run: (perSecond: number) => pusher?.pace.run(perSecond),
	stop: () => pusher?.pace.stop(),
	figures: () => ({ cpuMs: measureCpuMs(), told: pusher?.pace.count ?? 0, asked: pusher?.asked }),
	memory: measureMemory,
	async shutDown(): Promise<void> {
		await pusher?.close();
		server?.closeAllConnections();
		await new Promise((closed) => (server === undefined ? closed(null) : server.close(closed)));
	},
};

/** What the process answers. */
export type PushServer = typeof answers;

answerParent(answers);
