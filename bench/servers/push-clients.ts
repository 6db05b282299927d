import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { answerParent } from '../measure/child.ts';
import { findStamps, preciseNow } from '../measure/stamp.ts';
import { measureCpuMs } from '../measure/usage.ts';
import type { PushKind } from './push-server.ts';

/** Who is to connect. */
export interface ConnectOptions {
	kind: PushKind;
	port: number;
	owners: number;
	socketsPerOwner: number;
}

/** Sockets that are opened at once; more only wait for one another. */
const openedAtOnce = 100;

/** Every so many sockets one is read: reading all would cost more than sending. */
const readEvery = 25;

const frames = { count: 0, bytes: 0, read: 0, waits: [] as number[] };

function hear(text: string, isRead: boolean): void {
	frames.count += 1;
	frames.bytes += text.length;
	if (!isRead) return;
	const now = preciseNow();
	for (const at of findStamps(text)) {
		frames.read += 1;
		frames.waits.push(now - at);
	}
}

function openWs(url: string, { scope, isRead }: { scope?: 'mine' | 'all'; isRead: boolean }): Promise<WebSocket> {
	const isTray = scope !== undefined;
	const ws = new WebSocket(url, isTray ? ['jobtray.v1'] : [], {
		perMessageDeflate: false,
		origin: new URL(url.replace('ws', 'http')).origin,
	});
	return new Promise((resolve, reject) => {
		ws.once('error', reject);
		ws.once('open', () => {
			ws.off('error', reject);
			ws.on('error', () => {});
			if (isTray) ws.send(JSON.stringify({ type: 'watch', scope }));
			else resolve(ws);
		});
		ws.on('message', (data: Buffer) => {
			const text = data.toString('latin1');
			if (isTray && text.startsWith('{"type":"ping"')) ws.send('{"type":"pong"}');
			// The snapshot's last part: from here on it is up to date.
			else if (isTray && text.startsWith('{"type":"snapshot"')) text.includes('"last":true') && resolve(ws);
			else hear(text, isRead);
		});
	});
}

function openSocketIo(url: string, isRead: boolean): Promise<Socket> {
	const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
	return new Promise((resolve, reject) => {
		socket.once('connect_error', reject);
		socket.once('connect', () => resolve(socket));
		// The packet as it came, so that both are measured alike.
		socket.io.engine.on('packet', ({ data }: { data?: unknown }) => typeof data === 'string' && hear(data, isRead));
	});
}

function open({ kind, port, socketsPerOwner }: ConnectOptions, { owner, index }: { owner: number; index: number }) {
	const isRead = index % readEvery === 0;
	const query = `viewer=owner-${owner}`;
	if (kind === 'socket.io') return openSocketIo(`http://127.0.0.1:${port}?${query}`, isRead);
	if (kind === 'ws') return openWs(`ws://127.0.0.1:${port}/?${query}`, { isRead });
	const path = `ws://127.0.0.1:${port}/jobtray/socket`;
	// One person may not open hundreds of sockets; hundreds may look at the same feed.
	if (socketsPerOwner > 1) return openWs(`${path}?viewer=watcher-${index}&all`, { scope: 'all', isRead });
	return openWs(`${path}?${query}`, { scope: 'mine', isRead });
}

const answers = {
	async connect(options: ConnectOptions): Promise<{ read: number }> {
		const wanted = Array.from({ length: options.owners * options.socketsPerOwner }, (_, index) => ({
			index,
			owner: index % options.owners,
		}));
		const next = wanted.values();
		const openSome = async () => {
			for (const each of next) await open(options, each);
		};
		await Promise.all(Array.from({ length: openedAtOnce }, openSome));
		return { read: Math.ceil(wanted.length / readEvery) };
	},
	/** Counts anew. */
	begin(): { cpuMs: number } {
		Object.assign(frames, { count: 0, bytes: 0, read: 0, waits: [] });
		return { cpuMs: measureCpuMs() };
	},
	heard: () => ({ ...frames, cpuMs: measureCpuMs() }),
};

/** What the process answers. */
export type PushClients = typeof answers;

answerParent(answers);
