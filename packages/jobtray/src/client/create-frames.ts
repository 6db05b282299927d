import { decodeComeBack } from '../protocol/come-back.ts';
import { decodeServerMessage } from '../protocol/decode-server-message.ts';
import type { Clock, Refused, Scope, ServerMessage, Watch, Welcome } from '../protocol/index.ts';
import type { Cell } from './cell.ts';
import type { JobtrayClient, Viewer } from './client.ts';
import { createFeed, type FeedControl } from './create-feed.ts';
import type { FrameReader, LinkControl } from './create-link.ts';
import type { Feed } from './feed.ts';
import type { Page } from './page.ts';
import { sendBulkCommand, sendCommand } from './send-command.ts';
import { reduceServerTime, type ServerTime } from './server-time.ts';

/** What nobody needs before the server's first frame: reads frames, keeps what they tell, and sends commands. */
export interface Frames extends FrameReader, Pick<JobtrayClient, 'now' | 'command' | 'commandAll'> {
	feed(scope: Scope): Feed;
	/** Begins to watch `all`. */
	watchAll(): void;
	/** Forgets all rows: they may no longer be seen. */
	forgetAll(): void;
}

/** What it works with. */
export interface FramesOptions {
	/** Base of the gateway, without a slash at its end. */
	url: string;
	clock: Clock;
	page: Page;
	request: typeof fetch;
	viewer: Cell<Viewer | null>;
	link: Pick<LinkControl, 'send' | 'doubt' | 'refuse'>;
	/** Whether somebody watches `all`. */
	watchesAll(): boolean;
}

const scopes = ['mine', 'all'] as const satisfies readonly Scope[];

/** Begins with nothing known. */
export function createFrames({ url, clock, page, request, viewer, link, watchesAll }: FramesOptions): Frames {
	const feeds: Record<Scope, FeedControl> = { mine: createFeed('mine'), all: createFeed('all') };
	let time: ServerTime = { offsetMs: 0, doubted: false };

	function hear(message: ServerMessage): void {
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
		return allowed && (scope === 'mine' || watchesAll());
	}

	function send(watch: Watch | null): void {
		if (watch !== null && isWatched(watch.scope)) link.send(watch);
	}

	function forget(forgotten: readonly Scope[]): void {
		for (const scope of forgotten) feeds[scope].reset();
	}

	return {
		decode: decodeServerMessage,
		leastMs(random, reason = '') {
			const comeBack = decodeComeBack(reason);
			return comeBack === null ? 0 : comeBack.afterMs + random * comeBack.spreadMs;
		},
		hear,
		feed: (scope) => feeds[scope].feed,
		watchAll: () => send(feeds.all.watch()),
		forgetAll: () => forget(scopes),
		now: () => clock.now() + time.offsetMs,
		async command(key, action) {
			// The row says which job is meant: another may have its key by the time the command arrives.
			const { createdAt } = feeds.mine.feed.peek(key) ?? feeds.all.feed.peek(key) ?? {};
			const result = await sendCommand({ url, request, clock }, { key, createdAt, action });
			if (result.ok) for (const scope of scopes) feeds[scope].hearAnswer(result);
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

/** The function that begins it. */
export type CreateFrames = typeof createFrames;
