import type { Authenticate, AuthRequest } from '../viewer.ts';
import type { Recheck } from './session.ts';

/**
 * Asks the same again whenever it is called. Connections are many and stay, so the headers are kept as one string, and
 * nothing else of the request.
 */
export function keepQuestion({ headers, url, method }: AuthRequest, authenticate: Authenticate): Recheck {
	// Neither name nor value of a header holds a line break.
	const kept = [...headers].flat().join('\n');
	return async () => authenticate({ headers: toHeaders(kept), url, method });
}

function toHeaders(kept: string): Headers {
	const headers = new Headers();
	const texts = kept.split('\n');
	for (let at = 0; at + 1 < texts.length; at += 2) headers.append(texts[at] ?? '', texts[at + 1] ?? '');
	return headers;
}
