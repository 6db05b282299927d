import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A server of pages for one test file: a body, or a function of what has been asked for. */
export interface PageServer {
	/** With a slash at its end. */
	url: string;
	/** Serves `body` at `path`; its ending tells its type. */
	serve(path: string, body: string | Uint8Array): void;
	close(): Promise<void>;
}

const types: Record<string, string> = { js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png' };

/** Serves pages on this machine, which browsers take for a secure context. A path without a page is a 404. */
export async function servePages(): Promise<PageServer> {
	const bodies = new Map<string, string | Uint8Array>();
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const type = types[pathname.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8';
		const body = bodies.get(pathname);
		response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		serve: (path, body) => void bodies.set(path, body),
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** Bundles a file of the library into one classic script. */
export async function bundleScript(path: string): Promise<string> {
	const input = fileURLToPath(new URL(`../../packages/jobtray/${path}`, import.meta.url));
	const bundle = await rolldown({ input, platform: 'browser', logLevel: 'warn' });
	const { output } = await bundle.generate({ format: 'iife' });
	await bundle.close();
	return output[0].code;
}
