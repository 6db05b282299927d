import { decodeBulkDone, decodeCommandDone, decodeRefusal } from '../protocol/decode-command-answer.ts';
import type { Action, BulkAction, Clock } from '../protocol/index.ts';
import type { BulkResult, CommandResult } from './client.ts';

/** How long a command's answer may take, in milliseconds. */
const commandTimeoutMs = 10_000;

/** Where commands go. */
export interface CommandRoute {
	/** Base of the gateway, without a slash at its end. */
	url: string;
	request: typeof fetch;
	clock: Clock;
}

type Refused = Extract<CommandResult, { ok: false }>;

/** Sends one command for a job of this birth, where it is known. Never rejects: whatever goes wrong is a result. */
export async function sendCommand(
	route: CommandRoute,
	{ key, createdAt, action }: { key: string; createdAt: number | undefined; action: Action },
): Promise<CommandResult> {
	const birth = createdAt === undefined ? '' : `?createdAt=${createdAt}`;
	const answer = await put(route, `${encodeURIComponent(key)}/${action}${birth}`);
	return answer.ok ? { ok: true, ...decodeCommandDone(answer.body) } : answer;
}

/** Sends one bulk command. Never rejects. */
export async function sendBulkCommand(route: CommandRoute, action: BulkAction): Promise<BulkResult> {
	const answer = await put(route, action);
	if (!answer.ok) return answer;
	const done = decodeBulkDone(answer.body);
	return done === null ? { ok: false, ...toRefusal(200) } : { ok: true, ...done };
}

async function put(
	{ url, request, clock }: CommandRoute,
	path: string,
): Promise<{ ok: true; body: unknown } | Refused> {
	const abort = new AbortController();
	const cancelTimer = clock.setTimer(commandTimeoutMs, () => abort.abort());
	try {
		const response = await request(`${url}/jobs/${path}`, {
			method: 'PUT',
			credentials: 'same-origin',
			// A page of another site cannot send this header without being allowed to.
			headers: { 'x-jobtray': '1' },
			signal: abort.signal,
		});
		const body = await readBody(response);
		if (response.ok) return { ok: true, body };
		const refusal = decodeRefusal(body) ?? toRefusal(response.status);
		return { ok: false, ...refusal };
	} catch {
		// Which of the many ways a request can fail does not matter to the person who asked.
		return { ok: false, code: 'unreachable', message: 'No answer came from the server. Try again.' };
	} finally {
		cancelTimer();
	}
}

async function readBody(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON, as from a proxy in between: its status says enough.
		return undefined;
	}
}

function toRefusal(status: number): Omit<Refused, 'ok'> {
	if (status === 401) return { code: 'unauthenticated', message: 'The login is over. Log in and try again.' };
	if (status === 429) return { code: 'too-many-requests', message: 'Too many requests. Wait a moment and try again.' };
	return { code: 'unreachable', message: `The server answered ${status} without a reason. Try again.` };
}
