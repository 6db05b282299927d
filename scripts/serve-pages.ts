import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, defaultClientConditions, defaultServerConditions, type InlineConfig, preview } from 'vite';

/** Pages that are built and served as a careful host would. */
export interface ServedPages {
	/** Ends with a slash. */
	url: string;
	close(): Promise<void>;
}

/** Pages, and what the server rendered for them. */
export interface Rendered extends ServedPages {
	html: string;
	/** Of the React that rendered. */
	version: string;
}

/** A careful host allows its own files, and here the gallery's still, which is a `data:` picture. No style attribute, no `<style>`. */
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

/** Builds the pages in `folder`, a path from the repository's root, and serves them under a strict content security policy. */
export async function servePages(folder: string, config: InlineConfig = {}): Promise<ServedPages> {
	const outDir = mkdtempSync(join(tmpdir(), 'pages-'));
	const shared = { ...toShared(folder), ...config };
	await build({
		...shared,
		resolve: { ...config.resolve, conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom'] },
		build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
	});
	const server = await preview({
		...shared,
		build: { outDir },
		preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': policy } },
	});
	const [url] = server.resolvedUrls?.local ?? [];
	if (url === undefined) throw new Error(`${folder} has no address: its server did not start.`);
	return {
		url,
		async close() {
			await server.close();
			rmSync(outDir, { recursive: true, force: true });
		},
	};
}

/** Renders `server.tsx` of a folder in Node, and serves the folder's pages, with that React in its development build, which warns. */
export async function serveRendered(folder: string, { react }: { react: '18' | '19' }): Promise<Rendered> {
	const outDir = mkdtempSync(join(tmpdir(), 'rendered-'));
	const modules = fileURLToPath(
		new URL(react === '18' ? '../packages/react-18/node_modules/' : '../node_modules/', import.meta.url),
	);
	const config: InlineConfig = {
		define: { 'process.env.NODE_ENV': '"development"' },
		resolve: { alias: { react: `${modules}react`, 'react-dom': `${modules}react-dom` } },
	};
	await build({
		...toShared(folder),
		...config,
		resolve: { ...config.resolve, conditions: ['source', ...defaultServerConditions] },
		ssr: { noExternal: true, resolve: { conditions: ['source', ...defaultServerConditions] } },
		build: { outDir, ssr: 'server.tsx' },
	});
	writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }');
	const { html, version } = await import(pathToFileURL(join(outDir, 'server.js')).href);
	rmSync(outDir, { recursive: true, force: true });
	return { ...(await servePages(folder, config)), html, version };
}

function toShared(folder: string): InlineConfig {
	const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
	return { root, configFile: false, logLevel: 'error', publicDir: false };
}
