import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createFramer } from './text-frame.ts';

interface Ends {
	client: WebSocket;
	ws: WebSocket;
	stream: Duplex;
}

/** A connection that `ws` has made, with the stream that it writes to. */
async function connect(): Promise<Ends> {
	const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });
	const server = createServer();
	const accepted = new Promise<Pick<Ends, 'ws' | 'stream'>>((resolve) => {
		server.on('upgrade', (request, stream, head) => {
			wss.handleUpgrade(request, stream, head, (ws) => resolve({ ws, stream }));
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	onTestFinished(async () => {
		client.terminate();
		await new Promise((closed) => server.close(closed));
	});
	const ends = await accepted;
	if (client.readyState !== client.OPEN) await once(client, 'open');
	return { client, ...ends };
}

function send({ stream }: Ends, text: string, toFrame = createFramer()): void {
	const { data, encoding } = toFrame(text);
	if (encoding === undefined) stream.write(data);
	else stream.write(data, encoding);
}

test('a client reads texts of every length as they were, in order with what ws itself writes', async () => {
	const ends = await connect();
	const { client, ws } = ends;
	const heard: string[] = [];
	client.on('message', (data, isBinary) => heard.push(isBinary ? 'binary' : String(data)));
	client.on('ping', (data) => heard.push(`ping ${data}`));
	const lengths = [0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 70_000];
	const texts = lengths.flatMap((length) => ['a'.repeat(length), 'ü'.repeat(length), '🎬'.repeat(length / 4)]);
	for (const [index, text] of texts.entries()) {
		send(ends, text);
		ws.ping(`${index}`);
		ws.send(`ws ${index}`);
	}
	ws.close(4_001, 'the end');
	const [code] = await once(client, 'close');
	expect(code).toBe(4_001);
	expect(heard).toEqual(texts.flatMap((text, index) => [text, `ping ${index}`, `ws ${index}`]));
});

test('what a client does not read counts as buffered in ws', async () => {
	const ends = await connect();
	ends.client.pause();
	const text = 'a'.repeat(1_000_000);
	for (let sent = 0; sent < 50 && ends.ws.bufferedAmount < 2 * text.length; sent++) send(ends, text);
	expect(ends.ws.bufferedAmount).toBeGreaterThanOrEqual(2 * text.length);
});

test('one text is framed once, whoever is sent it in turn', () => {
	const toFrame = createFramer();
	const frame = toFrame('to all');
	expect(toFrame(['to', 'all'].join(' '))).toBe(frame);
	expect(toFrame('to others')).not.toBe(frame);
	expect(frame).toMatchObject({ encoding: 'latin1', bytes: 6 });
	expect(toFrame('für alle')).toMatchObject({ encoding: undefined, bytes: 9 });
});
