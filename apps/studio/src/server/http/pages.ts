import { extname, join, normalize } from 'node:path';
import { toRoute } from '../../web/router/route.ts';
import { sendFile } from './send-file.ts';

/**
 * Answers with a file of the built front end, or for a view's address with the front end's page. An address that is
 * neither is a 404: the page, which says so to people, or a line where a file was asked for.
 */
export async function sendPage(request: Request, builtFolder: string): Promise<Response> {
	const path = toPath(request.url);
	// Built files have their content's hash in their name.
	const cacheControl = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
	const file = path === '/' ? null : await sendFile(request, { file: join(builtFolder, path), cacheControl });
	if (file) return file;
	const isMissing = toRoute(new URL(request.url).pathname).view === 'missing';
	if (isMissing && extname(path) !== '') return new Response('There is no such file.\n', { status: 404 });
	// What is not there has no newer version and no parts: the request's conditions do not count.
	const asked = isMissing ? new Request(request.url, { method: request.method }) : request;
	const page = await sendFile(asked, { file: join(builtFolder, 'index.html'), cacheControl: 'no-cache' });
	if (!page) return new Response('Studio’s front end is not built. Run `npm run build -w studio`.\n', { status: 500 });
	return isMissing ? new Response(page.body, { status: 404, headers: page.headers }) : page;
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
