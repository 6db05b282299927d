import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits } from '../protocol/index.ts';

/** What is attached to a server. */
export interface Attachment {
	/** Where our paths begin, without a slash at its end. */
	path: string;
	fetch(request: Request): Promise<Response>;
	/** Takes over an upgrade of our socket path. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Puts an attachment before a server's listeners. What is not ours goes on to those that were there before;
 * listeners that come later are called for every request, so attach last. Returns what takes it off again.
 */
export function attachTo(server: Server, { path, fetch, upgrade }: Attachment): () => void {
	const others = server.listeners('request') as RequestListener[];
	const isOurs = (url: string | undefined) => isUnder(toPath(url), path);

	function onRequest(request: IncomingMessage, response: ServerResponse): void {
		if (isOurs(request.url)) void answer(request, response, fetch);
		else if (others.length > 0) for (const other of others) other.call(server, request, response);
		else if (server.listenerCount('request') === 1) response.writeHead(404).end();
	}

	function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		if (toPath(request.url) === `${path}/socket`) upgrade(request, socket, head);
		// Node leaves a socket that nobody takes over open for ever.
		else if (server.listenerCount('upgrade') === 1) refuseUpgrade(socket, { status: 404, body: '' });
	}

	server.removeAllListeners('request');
	server.on('request', onRequest);
	server.on('upgrade', onUpgrade);
	let isAttached = true;
	return () => {
		if (!isAttached) return;
		isAttached = false;
		server.off('request', onRequest);
		server.off('upgrade', onUpgrade);
		for (const other of others) server.on('request', other);
	};
}

/** Answers an upgrade request with a plain HTTP response and ends it. */
export function refuseUpgrade(socket: Duplex, { status, body }: { status: number; body: string }): void {
	const lines = [
		`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
		'connection: close',
		'content-type: application/json',
		`content-length: ${Buffer.byteLength(body)}`,
	];
	// The other end may be gone already; there is nobody left to tell.
	socket.on('error', () => {});
	socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** The request's headers, address and method as the platform's own type has them. */
export function toHeaders(request: IncomingMessage): Headers {
	const headers = new Headers();
	for (const [name, values] of Object.entries(request.headersDistinct)) {
		for (const value of values ?? []) headers.append(name, value);
	}
	return headers;
}

/** The absolute URL of a request. Its host is what the client says, and decides nothing. */
export function toUrl(request: IncomingMessage): string {
	const base = `http://${request.headers.host ?? 'localhost'}`;
	return (URL.canParse(request.url ?? '/', base) ? new URL(request.url ?? '/', base) : new URL('http://localhost/'))
		.href;
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	fetch: (request: Request) => Promise<Response>,
): Promise<void> {
	try {
		discardBody(request);
		const method = request.method ?? 'GET';
		const reply = await fetch(new Request(toUrl(request), { method, headers: toHeaders(request) }));
		const body = Buffer.from(await reply.arrayBuffer());
		response.writeHead(reply.status, Object.fromEntries(reply.headers));
		response.end(method === 'HEAD' ? undefined : body);
	} catch {
		// A method or an address that the platform refuses to put into a request.
		if (!response.headersSent) response.writeHead(400);
		response.end();
	}
}

/** No request of ours has a body that matters; one that is too large ends the connection. */
function discardBody(request: IncomingMessage): void {
	let bytes = 0;
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > limits.requestBodyBytes) request.destroy();
	});
	request.on('error', () => {
		// The client has gone; its answer goes nowhere.
	});
}

function toPath(url = '/'): string {
	return url.split(/[?#]/, 1)[0] ?? '/';
}

function isUnder(path: string, base: string): boolean {
	return path === base || path.startsWith(`${base}/`);
}
