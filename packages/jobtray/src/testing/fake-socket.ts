import type { SocketEvents, Transport } from '../client/index.ts';
import type { ClientMessage, ServerMessage } from '../protocol/index.ts';

/** The far end of one connection, driven by hand. */
export interface FakeSocket {
	/** Where the client wanted to go. */
	address: string;
	/** What the client has sent, oldest first. */
	sent: ClientMessage[];
	/** Whether the client has closed it. */
	closedByClient(): boolean;
	/** The connection stands. */
	accept(): void;
	/** Sends a message, or a frame as it is. Arrives even after the client's close, as late frames do. */
	send(message: ServerMessage | string): void;
	/** Ends it with a close code; before `accept` this is a refused upgrade. Default 1006 and no reason. */
	close(code?: number, reason?: string): void;
}

/** A transport whose far ends a test plays. */
export interface FakeTransport extends Transport {
	/** Every connection ever asked for, oldest first. */
	sockets: FakeSocket[];
	/** The newest; throws where none was asked for. */
	latest(): FakeSocket;
	/** How many are neither closed by the client nor by the far end; 0 once everything is closed. */
	openCount(): number;
}

/** Makes a transport with no network behind it. */
export function createFakeTransport(): FakeTransport {
	const sockets: (FakeSocket & { open(): boolean })[] = [];
	return {
		sockets,
		latest() {
			const last = sockets.at(-1);
			if (last === undefined) throw new Error('No connection was asked for yet. Open the client first.');
			return last;
		},
		openCount: () => sockets.filter((socket) => socket.open()).length,
		open(address, events) {
			const socket = createFakeSocket(address, events);
			sockets.push(socket);
			return {
				send: (text) => {
					if (socket.open()) socket.sent.push(JSON.parse(text));
				},
				close: socket.drop,
			};
		},
	};
}

function createFakeSocket(address: string, events: SocketEvents) {
	const sent: ClientMessage[] = [];
	let ended: 'no' | 'by client' | 'by server' = 'no';
	return {
		address,
		sent,
		open: () => ended === 'no',
		closedByClient: () => ended === 'by client',
		accept: () => events.opened(),
		send: (message: ServerMessage | string) =>
			events.received(typeof message === 'string' ? message : JSON.stringify(message)),
		close(code = 1006, reason = '') {
			if (ended === 'no') ended = 'by server';
			events.closed(code, reason);
		},
		drop() {
			if (ended === 'no') ended = 'by client';
		},
	};
}
