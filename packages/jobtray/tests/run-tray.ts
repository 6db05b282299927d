import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, type JobtrayClient } from 'jobtray/client';
import { createGateway, type GatewayOptions, pinoLog } from 'jobtray/server';
import { pino } from 'pino';
import { startTcpProxy, type TestProxy } from 'test-servers';
import WebSocket from 'ws';
import { subprotocol } from '../src/protocol/index.ts';

/** Everything from a source of jobs to what a page shows, over real sockets. */
export interface RunningTray {
	client: JobtrayClient;
	/** Between client and gateway. */
	proxy: TestProxy;
	/** Every end that the client was told of, as often as it was: `key#run status`. */
	ends: string[];
	/** The gateway's log, by line. */
	logged: string[];
	close(): Promise<void>;
}

/** Who looks. No line of a log may hold one of these. */
export const trayViewer = { id: 'person-7731', name: 'Ann Unlogged', loginId: 'login-8842' };

const authorization = `Bearer ${trayViewer.loginId}`;

/** Runs a gateway and one client, whose page is always seen. */
export async function runTray(
	source: GatewayOptions['source'],
	options: Partial<GatewayOptions> = {},
): Promise<RunningTray> {
	const logged: string[] = [];
	const gateway = createGateway({
		source,
		authenticate: ({ headers }) =>
			headers.get('authorization') === authorization ? { ...trayViewer, seesAll: true } : null,
		sweepMs: 1_000,
		log: pinoLog(pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })),
		...options,
	});
	const server = createServer();
	gateway.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	await gateway.ready;
	const proxy = await startTcpProxy(server.address() as AddressInfo);
	const headers = { authorization };
	const client = createClient({
		url: `http://127.0.0.1:${proxy.port}/jobtray`,
		request: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, ...headers } }),
		transport: {
			open(address, events) {
				let isOver = false;
				const socket = new WebSocket(address.replace('http', 'ws'), subprotocol, { headers });
				socket.on('open', () => isOver || events.opened());
				socket.on('message', (data) => isOver || events.received(String(data)));
				socket.on('close', (code, reason) => isOver || events.closed(code, String(reason)));
				// What went wrong is told by the close that follows.
				socket.on('error', () => undefined);
				return {
					send: (text) => {
						if (socket.readyState === WebSocket.OPEN) socket.send(text);
					},
					close() {
						isOver = true;
						socket.close();
					},
				};
			},
		},
	});
	const ends: string[] = [];
	client.feed('mine').onEnds((told) => {
		ends.push(...told.map(({ job }) => `${job.key}#${job.run} ${job.status}`));
	});
	const leave = client.open();
	return {
		client,
		proxy,
		ends,
		logged,
		async close() {
			leave();
			await proxy.stop();
			await gateway.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
