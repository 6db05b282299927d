import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions, preview } from 'vite';

/** Pages that are built and served as a careful host would. */
export interface ServedPages {
	/** Ends with a slash. */
	url: string;
	close(): Promise<void>;
}

/** What a careful host allows: its own files, and the gallery's still, which is a `data:` picture. No style attribute, no `<style>`. */
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

/** Builds the pages in `folder`, a path from the repository's root, and serves them under a strict content security policy. */
export async function servePages(
	folder: string,
	{ alias = {} }: { alias?: Record<string, string> } = {},
): Promise<ServedPages> {
	const outDir = mkdtempSync(join(tmpdir(), 'pages-'));
	const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
	const shared = { root, configFile: false, logLevel: 'error', publicDir: false } as const;
	await build({
		...shared,
		resolve: { alias, conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom'] },
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
