import type { Clock } from '../../protocol/index.ts';
import { closeCodes } from '../../protocol/index.ts';
import type { Feed } from '../board/feed.ts';
import { withDeadline } from '../deadline.ts';
import { isOver, type Viewer } from '../viewer.ts';
import { createSession, type Session } from './session.ts';
import type { SessionSocket } from './socket.ts';
import type { Views } from './views.ts';

/** How often the rights of those who see everybody's jobs are looked at, before a jitter of a tenth: once taken away, nothing of others may stay for 5 s. */
const rightsMs = 4_000;

/** A login that is not looked up in this time is looked up again later. */
const lookMs = 10_000;

/** All open sessions. */
export interface Sessions {
	/** Opens one. `recheck` asks again who is logged in. */
	open(connected: { viewer: Viewer; socket: SessionSocket; recheck: Recheck }): Session;
	/** Ends those that match. */
	closeWhere(matches: (viewer: Viewer) => boolean, code: number, reason: string): void;
	count(): number;
}

/** Asks again who is logged in. */
type Recheck = () => Promise<Viewer | null>;

/** Options of {@link createSessions}. */
export interface SessionsOptions {
	views: Views;
	epoch: string;
	clock: Clock;
	random: () => number;
	whenWhole: (feed: Feed, run: () => void) => () => void;
	/** How many one viewer may have at once. */
	perViewer: number;
}

/** Creates an empty set of sessions. */
export function createSessions({ perViewer, ...shared }: SessionsOptions): Sessions {
	const open = new Set<Session>();
	const counts = new Map<string, number>();

	/** A login that is over ends its session; other rights, and a login that ends soon, need a session of their own. */
	async function lookAgain(session: Session, look: { recheck: Recheck; isEnding: boolean }): Promise<void> {
		let viewer: Viewer | null;
		try {
			viewer = await withDeadline(look.recheck(), { clock: shared.clock, what: 'the login', limitMs: lookMs });
		} catch {
			// Whether the login is over is not known; the next look asks again, and every command does too.
			return;
		}
		if (viewer === null || isOver(viewer, shared.clock.now())) {
			session.close(closeCodes.unauthenticated, 'the login is over');
		} else if (!hasSameRights(viewer, session.viewer)) session.close(closeCodes.restart, 'the rights have changed');
		else {
			const isLonger = session.extend(viewer.expiresAt);
			if (look.isEnding && !isLonger) session.close(closeCodes.restart, 'the login ends soon');
		}
	}

	/** One look at a time: what is slow is not asked more often for it. */
	function createLook(session: Session, recheck: Recheck): (isEnding: boolean) => void {
		let isLooking = false;
		return (isEnding) => {
			if (isLooking && !isEnding) return;
			isLooking = true;
			void lookAgain(session, { recheck, isEnding }).finally(() => {
				isLooking = false;
			});
		};
	}

	function every(delayMs: number, run: () => void): () => void {
		let cancel = () => {};
		const plan = () => {
			cancel = shared.clock.setTimer(delayMs * (0.9 + 0.2 * shared.random()), () => {
				plan();
				run();
			});
		};
		plan();
		return () => cancel();
	}

	return {
		open({ viewer, socket, recheck }) {
			const session: Session = createSession({
				...shared,
				viewer,
				socket,
				onPing: () => look(false),
				onExpiring: () => look(true),
				onEnd() {
					cancelLooks();
					open.delete(session);
					const left = (counts.get(viewer.id) ?? 1) - 1;
					if (left > 0) counts.set(viewer.id, left);
					else counts.delete(viewer.id);
				},
			});
			const look = createLook(session, recheck);
			const cancelLooks = viewer.seesAll === true ? every(rightsMs, () => look(false)) : () => {};
			const count = (counts.get(viewer.id) ?? 0) + 1;
			counts.set(viewer.id, count);
			open.add(session);
			if (count > perViewer) session.close(closeCodes.tooMany, `more than ${perViewer} connections of one viewer`);
			return session;
		},
		closeWhere(matches, code, reason) {
			for (const session of [...open]) if (matches(session.viewer)) session.close(code, reason);
		},
		count: () => open.size,
	};
}

function hasSameRights(a: Viewer, b: Viewer): boolean {
	return (
		a.id === b.id && Boolean(a.seesAll) === Boolean(b.seesAll) && Boolean(a.controlsAll) === Boolean(b.controlsAll)
	);
}
