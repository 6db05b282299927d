import { join, normalize } from 'node:path';
import { sendFile } from './send-file.ts';

/** Answers with a file of the built front end; any other address is a view, and gets the front end's page. */
export async function sendPage(request: Request, builtFolder: string): Promise<Response> {
	const path = toPath(request.url);
	// Built files have their content's hash in their name.
	const cacheControl = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
	const file = path === '/' ? null : await sendFile(request, { file: join(builtFolder, path), cacheControl });
	if (file) return file;
	if (path.startsWith('/assets/')) return new Response('There is no such file.\n', { status: 404 });
	const page = await sendFile(request, { file: join(builtFolder, 'index.html'), cacheControl: 'no-cache' });
	return page ?? new Response('Studio’s front end is not built. Run `npm run build -w studio`.\n', { status: 500 });
}

function toPath(url: string): string {
	try {
		const path = normalize(decodeURIComponent(new URL(url).pathname));
		return path.includes('\0') || path.includes('\\') ? '/' : path;
	} catch {
		// A path that is no text, such as %ff: no file has it.
		return '/';
	}
}
