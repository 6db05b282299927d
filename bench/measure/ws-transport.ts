import type { Transport } from 'jobtray/client';
import { WebSocket } from 'ws';

/** The browser's WebSocket, for a client that runs on Node. `hear` is told each frame before the client is. */
export function createWsTransport(hear: (text: string) => void): Transport {
	return {
		open(address, events) {
			let isOver = false;
			const ws = new WebSocket(address.replace('http', 'ws'), ['jobtray.v1'], {
				perMessageDeflate: false,
				origin: new URL(address).origin,
			});
			const end = (code: number) => {
				if (isOver) return;
				isOver = true;
				events.closed(code);
			};
			ws.on('open', () => isOver || events.opened());
			// `close` follows, and says all there is to say.
			ws.on('error', () => {});
			ws.on('close', (code) => end(code));
			ws.on('message', (data: Buffer) => {
				if (isOver) return;
				const text = data.toString();
				hear(text);
				events.received(text);
			});
			return {
				send(text) {
					if (ws.readyState === WebSocket.OPEN) ws.send(text);
				},
				close() {
					isOver = true;
					ws.close();
				},
			};
		},
	};
}
