/** Why a WebSocket's upgrade fails, as far as an HTTP request can tell. */
export type Access = 'login' | 'forbidden' | 'granted' | 'unreachable';

/** Asks the gateway for nothing but its answer's status. Never rejects. */
export async function checkAccess(request: typeof fetch, url: string): Promise<Access> {
	try {
		const { status } = await request(`${url}/jobs?scope=mine`, { method: 'HEAD', credentials: 'same-origin' });
		if (status === 401) return 'login';
		if (status === 403) return 'forbidden';
		return status < 500 ? 'granted' : 'unreachable';
	} catch {
		// No answer at all: the link goes on trying, which is what it does about that.
		return 'unreachable';
	}
}
