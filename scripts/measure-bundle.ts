import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What a bundle weighs, minified and gzipped, in bytes. */
export interface BundleSize {
	/** What the entry loads at once, with all it imports statically. */
	startBytes: number;
	/** What the parts that are shown load through `import()`. */
	lazyBytes: number;
	/** What else is loaded through `import()`, without anything being shown. */
	behindBytes: number;
}

export interface MeasureOptions {
	/** Packages left out, as the app has them anyway. */
	external: readonly string[];
	/** Default `browser`. */
	platform?: 'browser' | 'node';
}

/** The chunks that load with `entries`: themselves, and what they and those import statically. */
function toChunks(entries: readonly string[], outputs: Metafile['outputs']): Set<string> {
	const chunks = new Set(entries);
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
	const { outputs } = metafile;
	const entriesWhere = (isWanted: (entryPoint: string) => boolean) =>
		Object.keys(outputs).filter((path) => isWanted(outputs[path]?.entryPoint ?? ''));
	const startChunks = toChunks(
		entriesWhere((entryPoint) => entryPoint === 'entry.js'),
		outputs,
	);
	const shownChunks = toChunks(
		entriesWhere((entryPoint) => entryPoint.includes('/react/')),
		outputs,
	);
	const size: BundleSize = { startBytes: 0, lazyBytes: 0, behindBytes: 0 };
	for (const [path, { inputs }] of Object.entries(outputs)) {
		const file = outputFiles.find((each) => each.path.endsWith(`/${path}`));
		// Without inputs it is esbuild's own code for CommonJS, which an app has with React.
		if (file === undefined || Object.keys(inputs).length === 0) continue;
		const part = startChunks.has(path) ? 'startBytes' : shownChunks.has(path) ? 'lazyBytes' : 'behindBytes';
		size[part] += gzipSync(file.contents, { level: 9 }).byteLength;
	}
	return size;
}
