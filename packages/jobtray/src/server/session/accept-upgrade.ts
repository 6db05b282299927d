import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, limits, type RefusalCode, subprotocol } from '../../protocol/index.ts';
import { refuseUpgrade, toHeaders, toUrl } from '../attach.ts';
import type { CheckLogin } from '../check-login.ts';
import type { Meter } from '../metrics/measured.ts';
import { createRateLimit } from '../rate-limit.ts';
import { toRefusal } from '../rest/answers.ts';
import { maySocket, toRequestOrigin } from '../rest/check-origin.ts';
import type { Authenticate } from '../viewer.ts';
import { withMethods } from '../with-methods.ts';
import { keepQuestion } from './keep-question.ts';
import type { Connected, Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { SessionSocket } from './socket.ts';
import { createFramer, type TextFrame } from './text-frame.ts';

/** Frames from clients are tiny; whoever cuts one into more pieces is up to no good. */
const mostFragments = 16;

/** Bytes of a client's frame may come one by one, but not in more pieces than this. */
const mostChunks = 4 * 1_024;

/** Who knocks more often than this is no page that comes back: a person's tabs all do at once after a restart, and then seldom. */
const upgradeRate = { burst: 200, perSecond: 2 };

/** Logins that are being looked up for sockets; far more than come at once after a restart, and little memory. */
const mostWaiting = 4_096;

/** Where a socket's session is found: listeners are shared by all sockets. */
const sessionOf = Symbol('session');

type TraySocket = WebSocket & { [sessionOf]?: Session };

/** Options of {@link createUpgrader}. */
export interface UpgraderOptions {
	sessions: Sessions;
	authenticate: Authenticate;
	checkLogin: CheckLogin;
	origins: readonly string[] | undefined;
	/** Whether the gateway is closing. */
	isClosed: () => boolean;
	clock: Clock;
	meter: Meter | undefined;
}

/** Takes upgrade requests. */
export interface Upgrader {
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
	/** Forgets who has not come for a while. */
	tidy(): void;
}

/** Takes upgrade requests of the socket path: origin, protocol and login are checked before the connection stands. */
export function createUpgrader(options: UpgraderOptions): Upgrader {
	const { sessions, authenticate, checkLogin, origins, isClosed, clock, meter } = options;
	const limit = createRateLimit({ rate: upgradeRate, clock });
	const toFrame = createFramer();
	let waiting = 0;
	const server = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		perMessageDeflate: false,
		maxPayload: limits.clientFrameBytes,
		maxFragments: mostFragments,
		maxBufferedChunks: mostChunks,
		handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
	});

	async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const onEarlyError = () => socket.destroy();
		socket.on('error', onEarlyError);
		const headers = toHeaders(request);
		const refuse = (code: RefusalCode, status?: number) => {
			meter?.({ type: 'refused', code, by: 'socket' });
			const { status: usual, body } = toRefusal(code);
			refuseUpgrade(socket, { status: status ?? usual, body: JSON.stringify(body) });
		};
		if (isClosed()) return refuse('restarting');
		if (!maySocket(toRequestOrigin(headers), origins)) return refuse('forbidden-origin');
		if (!offers(headers, subprotocol)) return refuse('not-possible', 400);
		const question = { headers, url: toUrl(request), method: 'GET' };
		if (waiting >= mostWaiting) return refuse('unavailable');
		waiting++;
		const login = await checkLogin(question);
		waiting--;
		if (login.type === 'unknown') return refuse('unavailable');
		if (login.type === 'none') return refuse('unauthenticated');
		if (isClosed()) return refuse('restarting');
		if (limit.take(login.viewer.id) > 0) return refuse('too-many-requests');
		server.handleUpgrade(request, socket, head, (ws) => {
			socket.off('error', onEarlyError);
			connect(ws, socket, { viewer: login.viewer, recheck: keepQuestion(question, authenticate) });
		});
	}

	function connect(ws: TraySocket, stream: Duplex, login: Pick<Connected, 'viewer' | 'recheck'>): void {
		ws.binaryType = 'nodebuffer';
		meter?.({ type: 'connected' });
		const socket = withMethods(socketMethods, { ws, stream, toFrame, meter });
		ws[sessionOf] = sessions.open({ ...login, socket });
		ws.on('message', onMessage);
		ws.on('error', ignoreError);
		ws.on('close', onClose);
	}

	function onMessage(this: TraySocket, data: Buffer, isBinary: boolean): void {
		meter?.({ type: 'received', bytes: data.length });
		this[sessionOf]?.receive(isBinary ? data : data.toString('utf8'));
	}

	function onClose(this: TraySocket, code: number): void {
		meter?.({ type: 'disconnected', code });
		this[sessionOf]?.closed();
	}

	return { upgrade, tidy: limit.tidy };
}

/** Broken frames: `ws` closes with the fitting code, and `close` follows. */
function ignoreError(): void {}

interface SocketFields {
	readonly ws: WebSocket;
	/** What `ws` reads and writes. */
	readonly stream: Duplex;
	readonly toFrame: (text: string) => TextFrame;
	readonly meter: Meter | undefined;
}

const socketMethods: SessionSocket & ThisType<SocketFields> = {
	/**
	 * As one write to the stream, which costs a third less than the two that `ws` makes of a frame. What `ws` itself
	 * writes, pongs and the goodbye, goes the same way at once, as nothing is compressed: so all stays in order.
	 */
	send(text) {
		const { ws, stream, toFrame, meter } = this;
		if (ws.readyState !== ws.OPEN) return;
		const { data, encoding, bytes } = toFrame(text);
		if (encoding === undefined) stream.write(data);
		else stream.write(data, encoding);
		meter?.({ type: 'sent', bytes });
	},
	bufferedBytes() {
		return this.ws.bufferedAmount;
	},
	close(code, reason) {
		this.ws.close(code, reason);
	},
	terminate() {
		this.ws.terminate();
	},
};

function offers(headers: Headers, protocol: string): boolean {
	const offered = headers.get('sec-websocket-protocol') ?? '';
	return offered.split(',').some((each) => each.trim() === protocol);
}
