import { type Clock, closeCodes, limits } from '../../protocol/index.ts';
import type { Entry } from '../board/feed.ts';
import { decideResume } from './decide-resume.ts';
import type { FlushGroup, GroupMember } from './flush-group.ts';
import type { SessionSocket } from './socket.ts';
import type { SharedView } from './views.ts';

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

/** Options of {@link createWatch}. */
export interface WatchOptions {
	view: SharedView;
	epoch: string;
	socket: SessionSocket;
	clock: Clock;
	cursor: string | undefined;
	hidden: boolean;
	/** The socket is to be closed. */
	onGiveUp(code: number, reason: string): void;
}

/** Being sent a snapshot, being sent what was missed, or level with a group. */
type WatchState =
	| { status: 'snapshot'; entries: readonly Entry[]; part: number; rev: number }
	| { status: 'behind'; rev: number }
	| { status: 'level'; group: FlushGroup; rev: number }
	| { status: 'closed' };

/**
 * Brings a client up to date and keeps it so.
 *
 * Whatever changes while a snapshot or missed changes are under way has a later revision, and follows in the next
 * frame: joining the group happens in the same turn as the last look at the feed, so that nothing falls in between.
 */
export function createWatch({ view, epoch, socket, clock, cursor, hidden, onGiveUp }: WatchOptions): Watch {
	let isHidden = hidden;
	let fullSince: number | null = null;
	let cancelTimer: (() => void) | null = null;
	let state: WatchState = toStart();

	function toStart(): WatchState {
		const resume = decideResume(cursor, { epoch, rev: view.rev(), horizon: view.feed.horizon() });
		return resume.type === 'changes' ? { status: 'behind', rev: resume.since } : toSnapshot();
	}

	function toSnapshot(): WatchState {
		return { status: 'snapshot', entries: [...view.feed.rows.values()], part: 0, rev: view.rev() };
	}

	function next(delayMs: number): void {
		if (isClosed()) return;
		cancelTimer?.();
		cancelTimer = clock.setTimer(delayMs, step);
	}

	/** Sends one frame, and yields to other sessions before the next. */
	function step(): void {
		cancelTimer = null;
		if (state.status !== 'snapshot' && state.status !== 'behind') return;
		if (isFull()) next(drainCheckMs);
		else if (state.status === 'snapshot') sendPart(state);
		else catchUp(state.rev);
	}

	function sendPart({ entries, part, rev }: Extract<WatchState, { status: 'snapshot' }>): void {
		const from = part * limits.snapshotPartJobs;
		const rows = entries.slice(from, from + limits.snapshotPartJobs);
		const last = from + limits.snapshotPartJobs >= entries.length;
		state = last ? { status: 'behind', rev } : { status: 'snapshot', entries, part: part + 1, rev };
		socket.send(view.snapshotPart({ entries: rows, part, last, rev }));
		if (!last) next(0);
		else if (view.rev() === rev) join(rev);
		else step();
	}

	function catchUp(since: number): void {
		if (since < view.feed.horizon()) {
			state = toSnapshot();
			step();
			return;
		}
		const { text, rev, isAll } = view.changesAfter(since);
		state = { status: 'behind', rev };
		socket.send(text);
		if (isAll) join(rev);
		else next(0);
	}

	function join(rev: number): void {
		const group = view.group(isHidden ? 'hidden' : 'visible');
		state = { status: 'level', group, rev };
		group.join(member);
	}

	/** Notes since when the socket is full, and gives up once that is too long. */
	function isFull(): boolean {
		const bytes = socket.bufferedBytes();
		if (bytes <= highBytes) {
			fullSince = null;
			return false;
		}
		fullSince ??= clock.now();
		if (bytes > mostBytes || clock.now() - fullSince >= patienceMs) {
			close();
			onGiveUp(closeCodes.slow, 'does not read fast enough');
		}
		return true;
	}

	const member: GroupMember = {
		deliver(frame, from) {
			if (state.status !== 'level') return;
			if (isFull()) {
				fallBehind(Math.max(state.rev, from));
				next(drainCheckMs);
			} else socket.send(frame);
		},
	};

	function fallBehind(rev: number): void {
		if (state.status !== 'level') return;
		state.group.leave(member);
		if (!isClosed()) state = { status: 'behind', rev };
	}

	function isClosed(): boolean {
		return state.status === 'closed';
	}

	function close(): void {
		if (state.status === 'level') state.group.leave(member);
		state = { status: 'closed' };
		cancelTimer?.();
		cancelTimer = null;
	}

	step();

	return {
		rev() {
			if (state.status === 'level') return Math.max(state.rev, state.group.rev());
			return state.status === 'behind' ? state.rev : null;
		},
		setHidden(value) {
			if (isHidden === value) return;
			isHidden = value;
			const rev = this.rev();
			if (state.status !== 'level' || rev === null) return;
			fallBehind(rev);
			step();
		},
		close,
	};
}
