import { type Clock, closeCodes, limits, type Scope } from '../../protocol/index.ts';
import type { Entry, Feed } from '../board/feed.ts';
import type { Viewer } from '../viewer.ts';
import { withMethods } from '../with-methods.ts';
import { decideResume } from './decide-resume.ts';
import type { FlushGroup, GroupMember } from './flush-group.ts';
import type { SessionSocket } from './socket.ts';
import type { SharedView, Views } from './views.ts';

/** Above this a socket is sent no more until it has drained: a second or so of a busy feed. */
const highBytes = 64 * 1024;

/** Above this a socket is closed: it would cost more memory than coming back. */
const mostBytes = 1024 * 1024;

/** A socket that does not drain for this long is closed. */
const patienceMs = 15_000;

/** How often a full socket is looked at. */
const drainCheckMs = 100;

/** One scope that one session watches. */
export interface Watch {
	/** Up to where the client has been sent everything; `null` until a snapshot is through. */
	rev(): number | null;
	/** The page was hidden or shown. */
	setHidden(hidden: boolean): void;
	/** Ends it. Idempotent. */
	close(): void;
}

/** What all watches of a gateway need. */
export interface WatchParts {
	views: Views;
	epoch: string;
	clock: Clock;
	/** Calls back once a feed may be shown; at once where it may already. Returns what calls it off. */
	whenWhole: (feed: Feed, run: () => void) => () => void;
}

/** Whose watch it is. */
export interface Reader {
	readonly viewer: Viewer;
	readonly socket: SessionSocket;
	/** The socket is to be closed. */
	close(code: number, reason: string): void;
}

/** Options of {@link createWatch}. */
export interface WatchOptions {
	scope: Scope;
	reader: Reader;
	cursor: string | undefined;
	hidden: boolean;
}

/** Waiting for a feed to be whole, being sent a snapshot, being sent what was missed, or level with a group. */
type WatchState =
	| { status: 'waiting'; callOff: () => void }
	| { status: 'snapshot'; entries: readonly Entry[]; part: number; rev: number }
	| { status: 'behind'; rev: number }
	| { status: 'level'; group: FlushGroup; rev: number }
	| { status: 'closed' };

interface WatchFields {
	readonly parts: WatchParts;
	readonly reader: Reader;
	readonly view: SharedView;
	isHidden: boolean;
	fullSince: number | null;
	cancelTimer: (() => void) | null;
	state: WatchState;
}

type WatchMember = Watch & GroupMember & WatchFields;

const closed: WatchState = { status: 'closed' };

/**
 * Brings a client up to date and keeps it so, from when the feed is whole.
 *
 * Whatever changes while a snapshot or missed changes are under way has a later revision, and follows in the next
 * frame: joining the group happens in the same turn as the last look at the feed, so that nothing falls in between.
 */
export function createWatch(parts: WatchParts, { scope, reader, cursor, hidden }: WatchOptions): Watch {
	const view = parts.views.acquire(scope, reader.viewer);
	const waiting = { status: 'waiting' as const, callOff: () => {} };
	const fields: WatchFields = {
		parts,
		reader,
		view,
		isHidden: hidden,
		fullSince: null,
		cancelTimer: null,
		state: waiting,
	};
	const watch: WatchMember = withMethods(methods, fields);
	waiting.callOff = parts.whenWhole(view.feed, () => {
		if (watch.state !== waiting) return;
		watch.state = toStart(watch, cursor);
		step(watch);
	});
	return watch;
}

const methods: Watch & GroupMember & ThisType<WatchMember> = {
	rev() {
		const { state } = this;
		if (state.status === 'level') return Math.max(state.rev, state.group.rev());
		return state.status === 'behind' ? state.rev : null;
	},
	setHidden(value) {
		if (this.isHidden === value) return;
		this.isHidden = value;
		const rev = this.rev();
		if (this.state.status !== 'level' || rev === null) return;
		fallBehind(this, rev);
		step(this);
	},
	deliver(frame, from) {
		const { state } = this;
		if (state.status !== 'level') return;
		if (isFull(this)) {
			fallBehind(this, Math.max(state.rev, from));
			next(this, drainCheckMs);
		} else this.reader.socket.send(frame);
	},
	close() {
		const { state } = this;
		if (state.status === 'closed') return;
		if (state.status === 'waiting') state.callOff();
		if (state.status === 'level') state.group.leave(this);
		this.state = closed;
		this.cancelTimer?.();
		this.cancelTimer = null;
		this.parts.views.release(this.view);
	},
};

function toStart({ parts, view }: WatchMember, cursor: string | undefined): WatchState {
	const resume = decideResume(cursor, { epoch: parts.epoch, rev: view.rev(), horizon: view.feed.horizon() });
	return resume.type === 'changes' ? { status: 'behind', rev: resume.since } : toSnapshot(view);
}

function toSnapshot(view: SharedView): WatchState {
	return { status: 'snapshot', entries: [...view.feed.rows.values()], part: 0, rev: view.rev() };
}

function next(watch: WatchMember, delayMs: number): void {
	if (watch.state.status === 'closed') return;
	watch.cancelTimer?.();
	watch.cancelTimer = watch.parts.clock.setTimer(delayMs, () => step(watch));
}

/** Sends one frame, and yields to other sessions before the next. */
function step(watch: WatchMember): void {
	const { state } = watch;
	watch.cancelTimer = null;
	if (state.status !== 'snapshot' && state.status !== 'behind') return;
	if (isFull(watch)) next(watch, drainCheckMs);
	else if (state.status === 'snapshot') sendPart(watch, state);
	else catchUp(watch, state.rev);
}

function sendPart(watch: WatchMember, state: Extract<WatchState, { status: 'snapshot' }>): void {
	const { view, reader } = watch;
	const { entries, part, rev } = state;
	const from = part * limits.snapshotPartJobs;
	const rows = entries.slice(from, from + limits.snapshotPartJobs);
	const last = from + limits.snapshotPartJobs >= entries.length;
	watch.state = last ? { status: 'behind', rev } : { status: 'snapshot', entries, part: part + 1, rev };
	reader.socket.send(view.snapshotPart({ entries: rows, part, last, rev }));
	if (!last) next(watch, 0);
	else if (view.rev() === rev) join(watch, rev);
	else step(watch);
}

function catchUp(watch: WatchMember, since: number): void {
	const { view, reader } = watch;
	if (since < view.feed.horizon()) {
		watch.state = toSnapshot(view);
		step(watch);
		return;
	}
	const { text, rev, isAll } = view.changesAfter(since);
	watch.state = { status: 'behind', rev };
	reader.socket.send(text);
	if (isAll) join(watch, rev);
	else next(watch, 0);
}

function join(watch: WatchMember, rev: number): void {
	const group = watch.parts.views.group(watch.view, watch.isHidden ? 'hidden' : 'visible');
	watch.state = { status: 'level', group, rev };
	group.join(watch);
}

/** Notes since when the socket is full, and gives up once that is too long. */
function isFull(watch: WatchMember): boolean {
	const { reader, parts } = watch;
	const bytes = reader.socket.bufferedBytes();
	if (bytes <= highBytes) {
		watch.fullSince = null;
		return false;
	}
	const now = parts.clock.now();
	watch.fullSince ??= now;
	if (bytes > mostBytes || now - watch.fullSince >= patienceMs) {
		watch.close();
		reader.close(closeCodes.slow, 'does not read fast enough');
	}
	return true;
}

function fallBehind(watch: WatchMember, rev: number): void {
	if (watch.state.status !== 'level') return;
	watch.state.group.leave(watch);
	watch.state = { status: 'behind', rev };
}
