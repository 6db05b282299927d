import type { Clock } from '../../protocol/index.ts';
import { closeCodes } from '../../protocol/index.ts';
import type { Feed } from '../board/feed.ts';
import { isOver, type Viewer } from '../viewer.ts';
import { createSession, type Session } from './session.ts';
import type { SessionSocket } from './socket.ts';
import type { Views } from './views.ts';

/** All open sessions. */
export interface Sessions {
	/** Opens one. `recheck` asks again who is logged in. */
	open(connected: { viewer: Viewer; socket: SessionSocket; recheck: () => Promise<Viewer | null> }): Session;
	/** Ends those that match. */
	closeWhere(matches: (viewer: Viewer) => boolean, code: number, reason: string): void;
	count(): number;
}

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

	/** A login that is over ends its session; other rights need a session of their own. */
	async function lookAgain(session: Session, recheck: () => Promise<Viewer | null>): Promise<void> {
		let viewer: Viewer | null;
		try {
			viewer = await recheck();
		} catch {
			// Whether the login is over is not known; the next ping asks again, and every command does too.
			return;
		}
		if (viewer === null || isOver(viewer, shared.clock.now())) {
			session.close(closeCodes.unauthenticated, 'the login is over');
		} else if (!hasSameRights(viewer, session.viewer)) session.close(closeCodes.restart, 'the rights have changed');
	}

	return {
		open({ viewer, socket, recheck }) {
			const session: Session = createSession({
				...shared,
				viewer,
				socket,
				onPing: () => void lookAgain(session, recheck),
				onEnd() {
					open.delete(session);
					const left = (counts.get(viewer.id) ?? 1) - 1;
					if (left > 0) counts.set(viewer.id, left);
					else counts.delete(viewer.id);
				},
			});
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
