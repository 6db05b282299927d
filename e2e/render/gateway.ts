import type { Page, WebSocketRoute } from '@playwright/test';

/** A gateway inside the test: it answers each socket of the page. */
export interface PageGateway {
	/** How many sockets were ever opened. */
	opened(): number;
	/** Ends the one job. */
	finish(): void;
}

/** Puts a gateway in place of the page's WebSockets, with one job that runs. */
export async function routeGateway(page: Page): Promise<PageGateway> {
	const sockets: WebSocketRoute[] = [];
	const now = Date.now();
	const running = {
		key: 'scenes:1',
		queue: 'scenes',
		kind: 'scene',
		run: 1,
		name: 'Scene 1 · Bridge',
		owner: { id: 'ann', name: 'Ann' },
		status: 'running',
		progress: 0.5,
		createdAt: now,
		startedAt: now,
		pausedMs: 0,
		actions: ['cancel'],
		rev: 1,
	};
	const tell = (socket: WebSocketRoute, message: object) =>
		socket.send(JSON.stringify({ ...message, now: Date.now() }));

	await page.routeWebSocket(/\/jobtray\/socket/, (socket) => {
		sockets.push(socket);
		tell(socket, { type: 'welcome', viewer: { id: 'ann', name: 'Ann', scopes: ['mine'] } });
		socket.onMessage((frame) => {
			const { type, scope } = JSON.parse(String(frame));
			if (type === 'watch')
				tell(socket, { type: 'snapshot', scope, part: 0, last: true, jobs: [running], cursor: 'a.1' });
			if (type === 'probe') tell(socket, { type: 'alive' });
		});
	});

	return {
		opened: () => sockets.length,
		finish() {
			const done = { ...running, status: 'completed', progress: 1, finishedAt: Date.now(), actions: [], rev: 2 };
			for (const socket of sockets) {
				tell(socket, { type: 'changes', scope: 'mine', from: 'a.1', cursor: 'a.2', jobs: [done], removed: [] });
			}
		},
	};
}
