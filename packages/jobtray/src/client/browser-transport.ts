import { subprotocol } from '../protocol/messages.ts';
import type { Transport } from './transport.ts';

/** What a browser reports where nothing was said; also for an address it refuses to try. */
const nothingSaid = 1006;

/** Opens the browser's WebSockets. An address relative to the page goes to the page's own host. */
export function createBrowserTransport(): Transport {
	return {
		open(address, events) {
			let over = false;
			const end = (code: number, reason?: string) => {
				if (over) return;
				over = true;
				events.closed(code, reason);
			};
			const socket = tryToOpen(address);
			if (socket === null) queueMicrotask(() => end(nothingSaid));
			socket?.addEventListener('open', () => over || events.opened());
			socket?.addEventListener('close', (event) => end(event.code, event.reason));
			socket?.addEventListener('message', (event) => {
				if (!over && typeof event.data === 'string') events.received(event.data);
			});
			return {
				send(text) {
					if (socket?.readyState === WebSocket.OPEN) socket.send(text);
				},
				close() {
					over = true;
					socket?.close();
				},
			};
		},
	};
}

function tryToOpen(address: string): WebSocket | null {
	try {
		const url = new URL(address, globalThis.location?.href);
		url.protocol = url.protocol.replace('http', 'ws');
		return new WebSocket(url, subprotocol);
	} catch {
		// An insecure address on a secure page, or no address at all: told as a connection that did not come about.
		return null;
	}
}
