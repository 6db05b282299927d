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
import { type Bucket, takeToken } from '../token-bucket.ts';
import { toScopes, type Viewer } from '../viewer.ts';
import { withMethods } from '../with-methods.ts';
import type { Agenda, Wait } from './agenda.ts';
import { closeExpiry, type Expiring, type ExpiryFields, setExpiry } from './expiry.ts';
import type { SessionSocket } from './socket.ts';
import { createWatch, type Watch, type WatchParts } from './watch.ts';

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
	/** Asks again who is logged in. */
	readonly recheck: Recheck;
	/** Takes in a frame. */
	receive(frame: string | Uint8Array): void;
	/** The socket has closed. */
	closed(): void;
	/** Sends the viewer away. Idempotent. */
	close(code: number, reason: string): void;
	/** The login ends at this time now; `undefined` for never. Returns whether that is later than was known. */
	extend(expiresAt: number | undefined): boolean;
}

/** Asks again who is logged in. */
export type Recheck = () => Promise<Viewer | null>;

/** What all sessions of a gateway need. */
export interface SessionParts extends WatchParts {
	agenda: Agenda;
	clock: Clock;
	/** 0 up to 1. */
	random: () => number;
	/** Called at each ping, to look at the login again. */
	onPing(session: Session): void;
	/** The login ends soon. */
	onExpiring(session: Session): void;
	/** The session is over, whoever ended it. */
	onEnd(session: Session): void;
}

/** Who has connected, and how. */
export interface Connected {
	viewer: Viewer;
	socket: SessionSocket;
	recheck: Recheck;
}

interface SessionFields extends Connected, ExpiryFields {
	readonly parts: SessionParts;
	mine: Watch | null;
	all: Watch | null;
	isHidden: boolean;
	isOver: boolean;
	heardAt: number;
	bucket: Bucket | undefined;
	watchBucket: Bucket | undefined;
	firstWord: Wait | null;
	ping: Wait | null;
	goodbye: Wait | null;
}

type OpenSession = Session & SessionFields & Expiring;

const scopes: readonly Scope[] = ['mine', 'all'];

/** Opens a session on a connected socket, and greets. */
export function createSession(parts: SessionParts, { viewer, socket, recheck }: Connected): Session {
	const { agenda, clock } = parts;
	const fields: SessionFields = {
		parts,
		viewer,
		socket,
		recheck,
		mine: null,
		all: null,
		isHidden: false,
		isOver: false,
		heardAt: clock.now(),
		bucket: undefined,
		watchBucket: undefined,
		firstWord: null,
		ping: null,
		goodbye: null,
		expiresAt: undefined,
		expiry: null,
	};
	const session: OpenSession = withMethods(methods, fields);
	session.firstWord = agenda.wait(firstWordMs, { run: endUnheard, of: session });
	setExpiry(session, viewer.expiresAt);
	const welcome = { id: viewer.id, name: viewer.name, scopes: toScopes(viewer) };
	send(session, { type: 'welcome', now: clock.now(), viewer: welcome });
	planPing(session);
	return session;
}

const methods: Pick<Session, 'receive' | 'closed' | 'close' | 'extend'> &
	Pick<Expiring, 'expiring' | 'expired'> &
	ThisType<OpenSession> = {
	receive(frame) {
		if (this.isOver) return;
		this.heardAt = this.parts.clock.now();
		const taken = takeToken(this.bucket, messageRate, this.heardAt);
		this.bucket = taken.bucket;
		if (taken.waitMs > 0) return this.close(closeCodes.malformed, 'too many messages');
		if (typeof frame !== 'string') {
			return this.close(closeCodes.malformed, 'binary frames are not part of the protocol');
		}
		const decoded = decodeClientMessage(frame);
		if (decoded.type === 'malformed') return this.close(closeCodes.malformed, 'not a message of the protocol');
		heardFirstWord(this);
		if (decoded.type !== 'message') return;
		if (decoded.message.type === 'watch') {
			const asked = takeToken(this.watchBucket, watchRate, this.heardAt);
			this.watchBucket = asked.bucket;
			if (asked.waitMs > 0) return this.close(closeCodes.malformed, 'asked for too much');
		}
		act(this, decoded.message);
	},
	closed() {
		end(this);
		this.parts.agenda.callOff(this.goodbye);
	},
	close(code, reason) {
		if (this.isOver) return;
		end(this);
		this.socket.close(code, reason);
		// A dead link never answers the goodbye.
		this.goodbye = this.parts.agenda.wait(goodbyeMs, { run: cutOff, of: this.socket });
	},
	extend(expiresAt) {
		return !this.isOver && setExpiry(this, expiresAt);
	},
	expiring() {
		this.parts.onExpiring(this);
	},
	expired() {
		this.close(closeCodes.unauthenticated, 'the login has expired');
	},
};

function endUnheard(session: OpenSession): void {
	session.close(closeCodes.silent, 'said nothing');
}

function cutOff(socket: SessionSocket): void {
	socket.terminate();
}

function heardFirstWord(session: OpenSession): void {
	session.parts.agenda.callOff(session.firstWord);
	session.firstWord = null;
}

function send({ isOver, socket }: OpenSession, message: ServerMessage): void {
	if (!isOver) socket.send(JSON.stringify(message));
}

function planPing(session: OpenSession): void {
	const { agenda, random } = session.parts;
	session.ping = agenda.wait(pingMs * (0.9 + 0.2 * random()), { run: ping, of: session });
}

function ping(session: OpenSession): void {
	const { clock, onPing } = session.parts;
	if (clock.now() - session.heardAt >= silentMs) {
		session.close(closeCodes.silent, 'was not heard');
		return;
	}
	send(session, { type: 'ping', now: clock.now(), cursors: toCursors(session) });
	onPing(session);
	if (!session.isOver) planPing(session);
}

function toCursors(session: OpenSession): Ping['cursors'] {
	const cursors: Ping['cursors'] = {};
	for (const scope of scopes) {
		const rev = session[scope]?.rev() ?? null;
		if (rev !== null) cursors[scope] = encodeCursor({ epoch: session.parts.epoch, rev });
	}
	return cursors;
}

function startWatch(session: OpenSession, scope: Scope, cursor: string | undefined): void {
	stopWatch(session, scope);
	if (!toScopes(session.viewer).includes(scope)) {
		const message = 'You may not see the jobs of others. Watch "mine", or log in with the right to see all.';
		send(session, { type: 'refused', code: 'scope-forbidden', scope, message });
		return;
	}
	session[scope] = createWatch(session.parts, { scope, reader: session, cursor, hidden: session.isHidden });
}

function stopWatch(session: OpenSession, scope: Scope): void {
	session[scope]?.close();
	session[scope] = null;
}

function act(session: OpenSession, message: ClientMessage): void {
	switch (message.type) {
		case 'watch':
			startWatch(session, message.scope, message.cursor);
			break;
		case 'unwatch':
			stopWatch(session, message.scope);
			break;
		case 'visibility':
			session.isHidden = message.hidden;
			for (const scope of scopes) session[scope]?.setHidden(message.hidden);
			break;
		case 'probe':
			send(session, { type: 'alive', now: session.parts.clock.now() });
			break;
		case 'pong':
		// Being heard is all that it says.
	}
}

function end(session: OpenSession): void {
	if (session.isOver) return;
	session.isOver = true;
	session.parts.agenda.callOff(session.ping);
	heardFirstWord(session);
	closeExpiry(session);
	for (const scope of scopes) stopWatch(session, scope);
	session.parts.onEnd(session);
}
