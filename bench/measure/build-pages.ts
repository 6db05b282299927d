import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const toFile = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the pages that are measured, as they are shipped: minified, in production mode. Returns what serves them:
 * `/` has the tray, `/bare` is the same without it, `/floor` is one text node that a bare WebSocket sets.
 */
export async function buildPages(): Promise<RequestListener> {
	const { outputFiles } = await build({
		entryPoints: { tray: toFile('../pages/tray.tsx'), floor: toFile('../pages/floor.ts') },
		bundle: true,
		splitting: true,
		format: 'esm',
		minify: true,
		write: false,
		outdir: '/',
		jsx: 'automatic',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	const styles = await readFile(toFile('../../packages/jobtray/src/react/styles.css'));
	const files = new Map<string, Uint8Array>(outputFiles.map((file) => [file.path, file.contents]));
	files.set('/styles.css', styles);
	const head = '<!doctype html><html lang="en"><title>Bench</title><link rel="stylesheet" href="/styles.css">';
	files.set('/', Buffer.from(`${head}<nav id="bar"></nav><script type="module" src="/tray.js"></script>`));
	files.set('/bare', Buffer.from(`${head}<nav id="bar"></nav>`));
	files.set('/floor', Buffer.from(`${head}<p class="floor">–</p><script type="module" src="/floor.js"></script>`));

	return (request, response) => {
		const path = request.url ?? '/';
		const file = files.get(path);
		const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
		response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file);
	};
}
