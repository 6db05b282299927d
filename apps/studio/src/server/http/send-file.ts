import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { readByteRange } from './byte-range.ts';

const types: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.map': 'application/json',
	'.mp4': 'video/mp4',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wav': 'audio/wav',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2',
};

/** Answers with a file, whole or the part that was asked for; `null` where there is no such file. */
export async function sendFile(
	request: Request,
	{ file, cacheControl }: { file: string; cacheControl: string },
): Promise<Response | null> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
		throw error;
	});
	if (!found?.isFile()) return null;
	const { size } = found;
	const etag = `"${size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
	const headers = new Headers({
		'accept-ranges': 'bytes',
		'cache-control': cacheControl,
		'content-type': types[extname(file)] ?? 'application/octet-stream',
		etag,
	});
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });

	const condition = request.headers.get('if-range');
	const asked = condition === null || condition === etag ? request.headers.get('range') : null;
	const range = readByteRange(asked, size);
	if (range === 'outside') {
		headers.set('content-range', `bytes */${size}`);
		return new Response(null, { status: 416, headers });
	}
	const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
	headers.set('content-length', String(last - first + 1));
	if (range !== 'whole') headers.set('content-range', `bytes ${first}-${last}/${size}`);
	const status = range === 'whole' ? 200 : 206;
	// A stream that nobody reads would keep the file open.
	if (request.method === 'HEAD' || size === 0) return new Response(null, { status, headers });
	const body = Readable.toWeb(createReadStream(file, { start: first, end: last }));
	return new Response(body as ReadableStream<Uint8Array>, { status, headers });
}
