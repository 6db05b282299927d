import { Refused } from '../fault.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site's page makes in a person's name. A form of another site can send
 * neither JSON nor a header of ours without asking first, and browsers say where a request comes from.
 */
export function refuseForeign(request: Request): void {
	if (harmless.has(request.method)) return;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') throw foreign();
	const origin = request.headers.get('origin');
	if (origin !== null && toHost(origin) !== request.headers.get('host')) throw foreign();
	const isJson = /^application\/json\b/i.test(request.headers.get('content-type') ?? '');
	if (!isJson && request.headers.get('x-studio') !== '1') {
		throw new Refused('forbidden', {
			message: 'Send JSON with content-type application/json, or the header x-studio: 1 where there is no JSON.',
		});
	}
}

function foreign(): Refused {
	return new Refused('forbidden', { message: 'This request came from another site. Use Studio’s own pages.' });
}

function toHost(origin: string): string | null {
	try {
		return new URL(origin).host;
	} catch {
		// "null" and the like: an origin without a host is not ours.
		return null;
	}
}
