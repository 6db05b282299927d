/** What is told the developer where only the WebSocket is refused. */
export function upgradeRefused(url: string): string {
	return (
		`jobtray: ${url} answers, but refuses the WebSocket, so jobs are not shown live. ` +
		'Let the proxy pass Upgrade and Connection headers, and allow the origin of this page at the gateway.'
	);
}

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
