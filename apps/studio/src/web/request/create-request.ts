import type { Problem } from '../../api.ts';
import { ProblemError } from './problem-error.ts';

/** What a request carries. */
export interface RequestOptions {
	/** Default `GET`. */
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as it is, in place of `json`. */
	file?: Blob;
}

/** Sends one request and gives the answer's JSON. Rejects with a {@link ProblemError} only. */
export type Request = <T>(path: string, options?: RequestOptions) => Promise<T>;

const unreachable = new ProblemError({
	code: 'unreachable',
	message: 'Studio cannot be reached. Check the connection, then try again.',
});

/**
 * Makes the one place that speaks HTTP.
 *
 * `onSignedOut` is called for each answer that says the login is over.
 */
export function createRequest(options: { fetch: typeof fetch; onSignedOut: () => void }): Request {
	return async <T>(path: string, { method = 'GET', json, file }: RequestOptions = {}): Promise<T> => {
		const headers: Record<string, string> = { 'x-studio': '1' };
		if (json !== undefined) headers['content-type'] = 'application/json';
		else if (file !== undefined) headers['content-type'] = file.type || 'application/octet-stream';
		const body = json === undefined ? file : JSON.stringify(json);
		// A save that is sent while the page closes must still arrive; browsers allow that for small bodies only.
		const keepalive = json !== undefined;
		const response = await options.fetch(path, { method, headers, body, keepalive }).catch(() => null);
		if (response === null) throw unreachable;
		// Both sides are built from the same `api.ts`, so the answer is taken at its word.
		if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
		if (response.status === 401) options.onSignedOut();
		throw await toRefusal(response);
	};
}

async function toRefusal(response: Response): Promise<ProblemError> {
	const body: Partial<Problem> | null = await response.json().catch(() => null);
	if (body?.error?.message) return new ProblemError(body.error);
	const message = `Studio could not answer (${response.status}). Try again in a moment.`;
	return new ProblemError({ code: 'internal', message });
}
