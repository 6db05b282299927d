import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createGateway, type Source } from 'jobtray/server';

/** A page with the tray, and the gateway behind it. */
export interface TrayServer {
	/** With the tray. */
	url: string;
	/** The same page without it. */
	bareUrl: string;
	close(): Promise<void>;
}

/** Serves `pages/tray.tsx` and a gateway over the source, everything as it is shipped: minified, in production mode. */
export async function openTrayServer(source: Source): Promise<TrayServer> {
	const page = fileURLToPath(new URL('../pages/tray.tsx', import.meta.url));
	const { outputFiles } = await build({
		entryPoints: { tray: page },
		bundle: true,
		splitting: true,
		format: 'esm',
		minify: true,
		write: false,
		outdir: '/',
		conditions: ['source'],
		jsx: 'automatic',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	const styles = await readFile(fileURLToPath(new URL('../../packages/jobtray/src/react/styles.css', import.meta.url)));
	const files = new Map<string, Uint8Array>(outputFiles.map((file) => [file.path, file.contents]));
	files.set('/styles.css', styles);
	const head = '<!doctype html><html lang="en"><title>Bench</title><link rel="stylesheet" href="/styles.css">';
	files.set('/', Buffer.from(`${head}<nav id="bar"></nav><script type="module" src="/tray.js"></script>`));
	files.set('/bare', Buffer.from(`${head}<nav id="bar"></nav>`));

	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		const file = files.get(path);
		const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
		response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file);
	});
	const gateway = createGateway({ source, authenticate: async () => ({ id: 'ana', name: 'Ana', seesAll: true }) });
	gateway.attach(server);
	await gateway.ready;
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	return {
		url,
		bareUrl: `${url}bare`,
		async close() {
			await gateway.close();
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
