import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { limits, type RefusalCode, subprotocol } from '../../protocol/index.ts';
import { refuseUpgrade, toHeaders, toUrl } from '../attach.ts';
import type { CheckLogin } from '../check-login.ts';
import { toRefusal } from '../rest/answers.ts';
import { maySocket, toRequestOrigin } from '../rest/check-origin.ts';
import type { Authenticate, Viewer } from '../viewer.ts';
import type { Sessions } from './sessions.ts';
import type { SessionSocket } from './socket.ts';

/** Frames from clients are tiny; whoever cuts one into more pieces is up to no good. */
const mostFragments = 16;

/** Bytes of a client's frame may come one by one, but not in more pieces than this. */
const mostChunks = 4 * 1_024;

/** Options of {@link createUpgrader}. */
export interface UpgraderOptions {
	sessions: Sessions;
	authenticate: Authenticate;
	checkLogin: CheckLogin;
	origins: readonly string[] | undefined;
	/** Whether the gateway is closing. */
	isClosed: () => boolean;
}

/** Takes upgrade requests of the socket path: origin, protocol and login are checked before the connection stands. */
export function createUpgrader({ sessions, authenticate, checkLogin, origins, isClosed }: UpgraderOptions) {
	const server = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		perMessageDeflate: false,
		maxPayload: limits.clientFrameBytes,
		maxFragments: mostFragments,
		maxBufferedChunks: mostChunks,
		handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
	});

	return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
		const onEarlyError = () => socket.destroy();
		socket.on('error', onEarlyError);
		const headers = toHeaders(request);
		const refuse = (code: RefusalCode, status?: number) => {
			const { status: usual, body } = toRefusal(code);
			refuseUpgrade(socket, { status: status ?? usual, body: JSON.stringify(body) });
		};
		if (isClosed()) return refuse('restarting');
		if (!maySocket(toRequestOrigin(headers), origins)) return refuse('forbidden-origin');
		if (!offers(headers, subprotocol)) return refuse('not-possible', 400);
		const question = { headers, url: toUrl(request), method: 'GET' };
		const login = await checkLogin(question);
		if (login.type === 'unknown') return refuse('unavailable');
		if (login.type === 'none') return refuse('unauthenticated');
		if (isClosed()) return refuse('restarting');
		server.handleUpgrade(request, socket, head, (ws) => {
			socket.off('error', onEarlyError);
			connect(ws, { viewer: login.viewer, recheck: async () => authenticate(question) });
		});
	};

	function connect(ws: WebSocket, login: { viewer: Viewer; recheck: () => Promise<Viewer | null> }): void {
		ws.binaryType = 'nodebuffer';
		const session = sessions.open({ ...login, socket: toSessionSocket(ws) });
		ws.on('message', (data: Buffer, isBinary) => session.receive(isBinary ? data : data.toString('utf8')));
		// Broken frames: `ws` closes with the fitting code, and `close` follows.
		ws.on('error', () => {});
		ws.on('close', () => session.closed());
	}
}

function toSessionSocket(ws: WebSocket): SessionSocket {
	return {
		send(text) {
			if (ws.readyState === ws.OPEN) ws.send(text);
		},
		bufferedBytes: () => ws.bufferedAmount,
		close: (code, reason) => ws.close(code, reason),
		terminate: () => ws.terminate(),
	};
}

function offers(headers: Headers, protocol: string): boolean {
	const offered = headers.get('sec-websocket-protocol') ?? '';
	return offered.split(',').some((each) => each.trim() === protocol);
}
