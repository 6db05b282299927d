import { gzipSync } from 'node:zlib';
import { type OutputChunk, rolldown } from 'rolldown';

/** What a bundle weighs, minified and gzipped, in bytes. */
export interface BundleSize {
	/** What the entry loads at once, with all it imports statically. */
	startBytes: number;
	/** What the parts that are shown load through `import()`. */
	lazyBytes: number;
	/** What else is loaded through `import()`, without anything being shown. */
	behindBytes: number;
	/** Chunks that what reads frames still has to fetch once it is there: a round trip that the first counts would wait for. */
	readerWaitsFor: string[];
}

export interface MeasureOptions {
	/** Packages left out, as the app has them anyway. */
	external: readonly string[];
	/** Default `browser`. */
	platform?: 'browser' | 'node';
	/** Where the module would be, for finding packages. Default the root of the project. */
	folder?: string;
}

const ENTRY = '\0entry';

/** The chunks that load with `entries`: themselves, and what they and those import statically. */
function toChunks(entries: readonly OutputChunk[], all: readonly OutputChunk[]): Set<OutputChunk> {
	const chunks = new Set(entries);
	for (const { imports } of chunks) for (const each of all) if (imports.includes(each.fileName)) chunks.add(each);
	return chunks;
}

/** Bundles a module that has this `code`, in chunks as an app's bundler would, and weighs them one by one. */
export async function measureBundle(code: string, options: MeasureOptions): Promise<BundleSize> {
	const bundle = await rolldown({
		input: ENTRY,
		platform: options.platform ?? 'browser',
		external: (id) => options.external.some((name) => id === name || id.startsWith(`${name}/`)),
		transform: { define: { 'process.env.NODE_ENV': '"production"' } },
		logLevel: 'silent',
		plugins: [
			{
				name: 'entry',
				// Names in the entry are found as an app in that folder would find them.
				resolveId(source, importer) {
					if (source === ENTRY) return ENTRY;
					return importer === ENTRY ? this.resolve(source, `${options.folder ?? process.cwd()}/entry.js`) : null;
				},
				load: (id) => (id === ENTRY ? code : null),
			},
		],
	});
	const { output } = await bundle.generate({ format: 'esm', minify: true });
	await bundle.close();
	const chunks = output.filter((each) => each.type === 'chunk');
	const atStart = toChunks(
		chunks.filter(({ isEntry }) => isEntry),
		chunks,
	);
	const shown = toChunks(
		chunks.filter(({ facadeModuleId }) => facadeModuleId?.includes('/react/') && !facadeModuleId.includes('/behind/')),
		chunks,
	);
	const reader = chunks.find(({ facadeModuleId }) => facadeModuleId?.includes('/client/create-frames'));
	const loaded = new Set([...atStart].map(({ fileName }) => fileName));
	const readerWaitsFor = reader?.imports.filter((name) => !loaded.has(name)) ?? [];
	const size: BundleSize = { startBytes: 0, lazyBytes: 0, behindBytes: 0, readerWaitsFor };
	for (const chunk of chunks) {
		const part = atStart.has(chunk) ? 'startBytes' : shown.has(chunk) ? 'lazyBytes' : 'behindBytes';
		size[part] += gzipSync(chunk.code, { level: 9 }).byteLength;
	}
	return size;
}
