import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What a bundle weighs, minified and gzipped, in bytes. */
export interface BundleSize {
	/** What the entry loads at once, with all it imports statically. */
	startBytes: number;
	/** What is only loaded through `import()`. */
	lazyBytes: number;
}

export interface MeasureOptions {
	/** Packages left out, as the app has them anyway. */
	external: readonly string[];
	/** Default `browser`. */
	platform?: 'browser' | 'node';
}

/** The chunks that load with `entry`: itself, and what it and those import statically. */
function toStartChunks(entry: string, outputs: Metafile['outputs']): Set<string> {
	const chunks = new Set([entry]);
	for (const chunk of chunks) {
		const { imports = [] } = outputs[chunk] ?? {};
		for (const { path, kind, external } of imports) if (kind === 'import-statement' && !external) chunks.add(path);
	}
	return chunks;
}

/** Bundles a module that has this `code`, in chunks as an app's bundler would, and weighs them one by one. */
export async function measureBundle(code: string, options: MeasureOptions): Promise<BundleSize> {
	const { metafile, outputFiles } = await build({
		stdin: { contents: code, resolveDir: process.cwd(), sourcefile: 'entry.js' },
		bundle: true,
		splitting: true,
		format: 'esm',
		target: 'es2023',
		minify: true,
		legalComments: 'none',
		metafile: true,
		write: false,
		outdir: 'out',
		absWorkingDir: process.cwd(),
		define: { 'process.env.NODE_ENV': '"production"' },
		platform: options.platform ?? 'browser',
		logLevel: 'silent',
		external: options.external.flatMap((name) => [name, `${name}/*`]),
	});
	const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === 'entry.js');
	const startChunks = toStartChunks(entry ?? '', metafile.outputs);
	const size: BundleSize = { startBytes: 0, lazyBytes: 0 };
	for (const file of outputFiles) {
		const isStart = [...startChunks].some((chunk) => file.path.endsWith(`/${chunk}`));
		size[isStart ? 'startBytes' : 'lazyBytes'] += gzipSync(file.contents, { level: 9 }).byteLength;
	}
	return size;
}
