import {
	type ClientMessage,
	type Clock,
	closeCodes,
	decodeClientMessage,
	encodeCursor,
	type Ping,
	type Scope,
	type ServerMessage,
} from '../../protocol/index.ts';
import type { Feed } from '../board/feed.ts';
import { type Bucket, takeToken } from '../token-bucket.ts';
import { toScopes, type Viewer } from '../viewer.ts';
import { createExpiry, type Expiry } from './create-expiry.ts';
import type { SessionSocket } from './socket.ts';
import type { SharedView, Views } from './views.ts';
import { createWatch, type Watch } from './watch.ts';

/** Time between two pings, before a jitter of a tenth either way: under the minute after which proxies cut idle connections. */
const pingMs = 25_000;

/** Who has said nothing for this long at a ping is gone: it has left one ping unanswered. Ends a dead link within 55 s. */
const silentMs = 40_000;

/** Who connects has to say something within this time. */
const firstWordMs = 10_000;

/** Who was told to go and does not is cut off after this time. */
const goodbyeMs = 2_000;

/** Honest clients send a handful of messages a minute. */
const messageRate = { burst: 100, perSecond: 5 };

/** A `watch` may cost a whole snapshot; honest clients send one at the start and when they have missed something. */
const watchRate = { burst: 30, perSecond: 1 };

/** One connection of one viewer. */
export interface Session {
	readonly viewer: Viewer;
	/** Takes in a frame. */
	receive(frame: string | Uint8Array): void;
	/** The socket has closed. */
	closed(): void;
	/** Sends the viewer away. Idempotent. */
	close(code: number, reason: string): void;
	/** The login ends at this time now; `undefined` for never. Returns whether that is later than was known. */
	extend(expiresAt: number | undefined): boolean;
}

/** Options of {@link createSession}. */
export interface SessionOptions {
	viewer: Viewer;
	socket: SessionSocket;
	views: Views;
	epoch: string;
	clock: Clock;
	/** 0 up to 1. */
	random: () => number;
	/** Calls back once a feed may be shown; at once where it may already. Returns what calls it off. */
	whenWhole: (feed: Feed, run: () => void) => () => void;
	/** Called at each ping, to look at the login again. */
	onPing?: () => void;
	/** The login ends soon. */
	onExpiring?: () => void;
	/** The session is over, whoever ended it. */
	onEnd: () => void;
}

/** What a session knows of one scope it watches. */
interface Watching {
	view: SharedView;
	watch: Watch | null;
	callOff: () => void;
}

/** Opens a session on a connected socket, and greets. */
export function createSession(options: SessionOptions): Session {
	const { viewer, socket, views, epoch, clock, random, whenWhole, onPing, onExpiring, onEnd } = options;
	const scopes = toScopes(viewer);
	const watching: Partial<Record<Scope, Watching>> = {};
	let isHidden = false;
	let isOver = false;
	let heardAt = clock.now();
	let bucket: Bucket | undefined;
	let watchBucket: Bucket | undefined;
	let cancelPing = () => {};
	let cancelFirstWord: (() => void) | null = clock.setTimer(firstWordMs, () =>
		close(closeCodes.silent, 'said nothing'),
	);
	/** Made once the login is known to end. */
	let expiry: Expiry | null = null;
	if (viewer.expiresAt !== undefined) expiry = expireAt(viewer.expiresAt);

	function expireAt(expiresAt: number): Expiry {
		return createExpiry({
			clock,
			expiresAt,
			onEnding: () => onExpiring?.(),
			onEnd: () => close(closeCodes.unauthenticated, 'the login has expired'),
		});
	}

	function extend(expiresAt: number | undefined): boolean {
		if (expiry !== null) return expiry.set(expiresAt);
		if (expiresAt !== undefined) expiry = expireAt(expiresAt);
		return false;
	}

	/** The scopes that are watched now. */
	function watched(): Scope[] {
		return (Object.keys(watching) as Scope[]).filter((scope) => watching[scope] !== undefined);
	}

	function heardFirstWord(): void {
		cancelFirstWord?.();
		cancelFirstWord = null;
	}

	function send(message: ServerMessage): void {
		if (!isOver) socket.send(JSON.stringify(message));
	}

	function planPing(): void {
		cancelPing = clock.setTimer(pingMs * (0.9 + 0.2 * random()), () => {
			if (clock.now() - heardAt >= silentMs) return close(closeCodes.silent, 'was not heard');
			send({ type: 'ping', now: clock.now(), cursors: toCursors() });
			onPing?.();
			if (!isOver) planPing();
		});
	}

	function toCursors(): Ping['cursors'] {
		const cursors: Ping['cursors'] = {};
		for (const scope of watched()) {
			const rev = watching[scope]?.watch?.rev() ?? null;
			if (rev !== null) cursors[scope] = encodeCursor({ epoch, rev });
		}
		return cursors;
	}

	function startWatch(scope: Scope, cursor: string | undefined): void {
		stopWatch(scope);
		if (!scopes.includes(scope)) {
			const message = 'You may not see the jobs of others. Watch "mine", or log in with the right to see all.';
			send({ type: 'refused', code: 'scope-forbidden', scope, message });
			return;
		}
		const view = views.acquire(scope, viewer);
		const entry: Watching = { view, watch: null, callOff: () => {} };
		watching[scope] = entry;
		entry.callOff = whenWhole(view.feed, () => {
			if (watching[scope] !== entry) return;
			entry.watch = createWatch({ view, epoch, socket, clock, cursor, hidden: isHidden, onGiveUp: close });
		});
	}

	function stopWatch(scope: Scope): void {
		const entry = watching[scope];
		if (entry === undefined) return;
		watching[scope] = undefined;
		entry.callOff();
		entry.watch?.close();
		views.release(entry.view);
	}

	function act(message: ClientMessage): void {
		switch (message.type) {
			case 'watch':
				startWatch(message.scope, message.cursor);
				break;
			case 'unwatch':
				stopWatch(message.scope);
				break;
			case 'visibility':
				isHidden = message.hidden;
				for (const scope of watched()) watching[scope]?.watch?.setHidden(isHidden);
				break;
			case 'probe':
				send({ type: 'alive', now: clock.now() });
				break;
			case 'pong':
			// Being heard is all that it says.
		}
	}

	function end(): void {
		if (isOver) return;
		isOver = true;
		cancelPing();
		heardFirstWord();
		expiry?.close();
		for (const scope of watched()) stopWatch(scope);
		onEnd();
	}

	function close(code: number, reason: string): void {
		if (isOver) return;
		end();
		socket.close(code, reason);
		// A dead link never answers the goodbye.
		cancelGoodbye = clock.setTimer(goodbyeMs, () => socket.terminate());
	}
	let cancelGoodbye = () => {};

	send({ type: 'welcome', now: clock.now(), viewer: { id: viewer.id, name: viewer.name, scopes } });
	planPing();

	return {
		viewer,
		receive(frame) {
			if (isOver) return;
			heardAt = clock.now();
			const taken = takeToken(bucket, messageRate, heardAt);
			bucket = taken.bucket;
			if (taken.waitMs > 0) return close(closeCodes.malformed, 'too many messages');
			if (typeof frame !== 'string') return close(closeCodes.malformed, 'binary frames are not part of the protocol');
			const decoded = decodeClientMessage(frame);
			if (decoded.type === 'malformed') return close(closeCodes.malformed, 'not a message of the protocol');
			heardFirstWord();
			if (decoded.type !== 'message') return;
			if (decoded.message.type === 'watch') {
				const asked = takeToken(watchBucket, watchRate, heardAt);
				watchBucket = asked.bucket;
				if (asked.waitMs > 0) return close(closeCodes.malformed, 'asked for too much');
			}
			act(decoded.message);
		},
		closed() {
			end();
			cancelGoodbye();
		},
		close,
		extend: (expiresAt) => !isOver && extend(expiresAt),
	};
}
