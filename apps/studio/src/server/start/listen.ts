import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type Server as NetServer } from 'node:net';
import { CannotStart } from '../fault.ts';
import { thisMachine } from './settings.ts';

/** A server that is reachable. */
export interface Listening {
	/** Address to open in a browser. */
	url: string;
	port: number;
	/** Takes no more connections. Those that are open stay. */
	stop(): void;
}

/** Has a server listen. `localhost` means both of this machine's own addresses, since browsers try either. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<Listening> {
	const isLocal = host === thisMachine;
	await bind(server, { host: isLocal ? '127.0.0.1' : host, port });
	const address = server.address();
	const bound = typeof address === 'object' && address ? address.port : port;
	const second = isLocal ? await bindSecond(server, { port: bound, mustBeFree: port !== 0 }) : null;
	const shown = isLocal || host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return {
		url: `http://${shown}:${bound}`,
		port: bound,
		stop() {
			second?.close();
			server.close();
		},
	};
}

/** IPv6's own name for this machine, handing its connections to the one server. `null` on machines without IPv6. */
async function bindSecond(
	server: Server,
	{ port, mustBeFree }: { port: number; mustBeFree: boolean },
): Promise<NetServer | null> {
	const second = createServer((socket) => server.emit('connection', socket));
	try {
		await bind(second, { host: '::1', port });
		return second;
	} catch (error) {
		if (mustBeFree && error instanceof CannotStart && error.code === 'port-taken') {
			server.close();
			throw error;
		}
		return null;
	}
}

async function bind(server: NetServer, { host, port }: { host: string; port: number }): Promise<void> {
	try {
		server.listen({ host, port });
		await once(server, 'listening');
	} catch (error) {
		throw toCannotStart(error, { host, port });
	}
}

function toCannotStart(cause: unknown, { host, port }: { host: string; port: number }): unknown {
	const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
	switch (code) {
		case 'EADDRINUSE':
			return new CannotStart('port-taken', {
				message: `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
				cause,
			});
		case 'EACCES':
			return new CannotStart('port-refused', {
				message: `Port ${port} is not allowed for this user. Choose one above 1023: PORT=3000 npm start`,
				cause,
			});
		case 'EADDRNOTAVAIL':
		case 'EAFNOSUPPORT':
		case 'ENOTFOUND':
			return new CannotStart('port-refused', {
				message: `HOST is "${host}", which is no address of this machine.`,
				cause,
			});
		default:
			return cause;
	}
}
