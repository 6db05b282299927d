import type { Clock, Refused, Scope, ServerMessage, Watch, Welcome } from '../protocol/index.ts';
import { createBrowserClock } from './browser-clock.ts';
import { createBrowserPage } from './browser-page.ts';
import { createBrowserTransport } from './browser-transport.ts';
import { createCell } from './cell.ts';
import type { JobtrayClient, Viewer } from './client.ts';
import { createFeed, type FeedControl } from './create-feed.ts';
import { createLease } from './create-lease.ts';
import { createLink } from './create-link.ts';
import type { Page } from './page.ts';
import { sendBulkCommand, sendCommand } from './send-command.ts';
import { reduceServerTime, type ServerTime } from './server-time.ts';
import type { Transport } from './transport.ts';

/** How a client reaches its gateway; everything has a default in a browser. */
export interface ClientOptions {
	/** Base of the gateway: a path on the page's host, or an absolute `http(s)` address. Default `/jobtray`. */
	url?: string;
	/** Opens connections. Default: the browser's WebSocket. */
	transport?: Transport;
	/** Sends commands. Default: `fetch`. For a gateway on another origin hand in one that sets `credentials: 'include'`. */
	request?: typeof fetch;
	/** Default: this device's clock. */
	clock?: Clock;
	/** Default: the page this script runs in. */
	page?: Page;
	/** 0..1, for jitter. Default `Math.random`. */
	random?: () => number;
}

/** How long the link and a watch outlive their last holder, so that mounting again keeps them. Milliseconds. */
const lingerMs = 1_000;

const scopes = ['mine', 'all'] as const satisfies readonly Scope[];

/**
 * Makes a client. Nothing is touched or sent before `open()`, so that it can be made on a server too.
 *
 * @example
 * const client = createClient({ url: '/jobtray' });
 * const close = client.open();
 * client.feed('mine').summary.subscribe(() => console.log(client.feed('mine').summary.get()));
 */
export function createClient(options: ClientOptions = {}): JobtrayClient {
	const url = (options.url ?? '/jobtray').replace(/\/+$/, '');
	const clock = options.clock ?? createBrowserClock();
	const page = options.page ?? createBrowserPage();
	// Called as a function of the global object, which is what browsers insist on.
	const request: typeof fetch = options.request ?? ((input, init) => globalThis.fetch(input, init));
	const viewer = createCell<Viewer | null>(null);
	const feeds: Record<Scope, FeedControl> = { mine: createFeed('mine'), all: createFeed('all') };
	let time: ServerTime = { offsetMs: 0, doubted: false };

	const link = createLink({
		url,
		clock,
		page,
		request,
		transport: options.transport ?? createBrowserTransport(),
		random: options.random ?? Math.random,
		onMessage: receive,
	});
	const opening = createLease({ clock, lingerMs, start: link.open, stop: link.close });
	const watchingAll = createLease({
		clock,
		lingerMs,
		start: () => send(feeds.all.watch()),
		stop: () => link.send({ type: 'unwatch', scope: 'all' }),
	});
	link.state.subscribe(() => {
		const state = link.state.get();
		if (state.status === 'stopped' && state.reason === 'forbidden') forget(scopes);
	});

	function receive(message: ServerMessage): void {
		hearTime(message);
		switch (message.type) {
			case 'welcome':
				greet(message);
				break;
			case 'snapshot':
			case 'changes':
				send(feeds[message.scope].receive(message));
				break;
			case 'ping':
				for (const scope of scopes) {
					const cursor = message.cursors[scope];
					if (cursor !== undefined && isWatched(scope)) send(feeds[scope].hearCursor(cursor));
				}
				break;
			case 'refused':
				hearRefusal(message);
		}
	}

	function hearTime(message: ServerMessage): void {
		if (!('now' in message)) return;
		const { type, now } = message;
		const source = type === 'welcome' || type === 'alive' ? 'answer' : type === 'ping' ? 'ping' : 'message';
		time = reduceServerTime(time, { now, at: clock.now(), source });
		if (time.doubted) link.doubt();
	}

	function greet({ viewer: next }: Welcome): void {
		const before = viewer.get();
		// The rows and cursors of another person mean nothing, and must not be seen.
		if (before !== null && before.id !== next.id) forget(scopes);
		else if (!next.scopes.includes('all')) forget(['all']);
		if (JSON.stringify(before) !== JSON.stringify(next)) viewer.set(next);
		link.send({ type: 'visibility', hidden: page.hidden() });
		for (const scope of scopes) if (isWatched(scope)) send(feeds[scope].watch());
	}

	function hearRefusal({ code, scope }: Refused): void {
		if (code !== 'scope-forbidden' || scope === undefined) return;
		forget([scope]);
		const now = viewer.get();
		if (now !== null) viewer.set({ ...now, scopes: now.scopes.filter((one) => one !== scope) });
	}

	function isWatched(scope: Scope): boolean {
		const allowed = viewer.get()?.scopes.includes(scope) ?? false;
		return allowed && (scope === 'mine' || watchingAll.active());
	}

	function send(watch: Watch | null): void {
		if (watch !== null && isWatched(watch.scope)) link.send(watch);
	}

	function forget(forgotten: readonly Scope[]): void {
		for (const scope of forgotten) feeds[scope].reset();
	}

	return {
		link: link.state,
		viewer,
		page,
		clock,
		now: () => clock.now() + time.offsetMs,
		open: opening.take,
		reconnect: link.reconnect,
		feed: (scope) => feeds[scope].feed,
		// `mine` is watched for as long as the link is open.
		watch: (scope) => (scope === 'all' ? watchingAll.take() : () => {}),
		async command(key, action) {
			const result = await sendCommand({ url, request, clock }, { key, action });
			if (result.ok && result.job !== undefined) for (const scope of scopes) feeds[scope].receiveAnswer(result.job);
			if (!result.ok && result.code === 'unauthenticated') link.refuse();
			return result;
		},
		async commandAll(action) {
			const result = await sendBulkCommand({ url, request, clock }, action);
			if (!result.ok && result.code === 'unauthenticated') link.refuse();
			return result;
		},
	};
}
