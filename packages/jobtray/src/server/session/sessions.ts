import { closeCodes } from '../../protocol/index.ts';
import { withDeadline } from '../deadline.ts';
import { isOver, type Viewer } from '../viewer.ts';
import { createAgenda, type Wait } from './agenda.ts';
import { type Connected, createSession, type Session, type SessionParts } from './session.ts';

/** How often the rights of those who see everybody's jobs are looked at, before a jitter of a tenth: once taken away, nothing of others may stay for 5 s. */
const rightsMs = 4_000;

/** A login that is not looked up in this time is looked up again later. */
const lookMs = 10_000;

/** All open sessions. */
export interface Sessions {
	/** Opens one. */
	open(connected: Connected): Session;
	/** Ends those that match. */
	closeWhere(matches: (viewer: Viewer) => boolean, code: number, reason: string): void;
	count(): number;
}

/** Options of {@link createSessions}. */
export interface SessionsOptions extends Pick<SessionParts, 'views' | 'epoch' | 'clock' | 'random' | 'whenWhole'> {
	/** How many one viewer may have at once. */
	perViewer: number;
}

/** Creates an empty set of sessions. */
export function createSessions({ perViewer, ...shared }: SessionsOptions): Sessions {
	const { clock, random } = shared;
	const agenda = createAgenda(clock);
	const parts: SessionParts = {
		...shared,
		agenda,
		onPing: look,
		onExpiring: (session) => void lookAgain(session, { isEnding: true }),
		onEnd,
	};
	const open = new Set<Session>();
	const counts = new Map<string, number>();
	/** Sessions whose login is being looked up: what is slow is not asked more often for it. */
	const looking = new Set<Session>();
	/** Of those who see everybody's jobs. */
	const nextLooks = new Map<Session, Wait>();

	function look(session: Session): void {
		if (!looking.has(session)) void lookAgain(session, { isEnding: false });
	}

	/** A login that is over ends its session; other rights, and a login that ends soon, need a session of their own. */
	async function lookAgain(session: Session, { isEnding }: { isEnding: boolean }): Promise<void> {
		let viewer: Viewer | null;
		looking.add(session);
		try {
			viewer = await withDeadline(session.recheck(), { clock, what: 'the login', limitMs: lookMs });
		} catch {
			// Whether the login is over is not known; the next look asks again, and every command does too.
			return;
		} finally {
			looking.delete(session);
		}
		takeIn(session, { viewer, isEnding });
	}

	function takeIn(session: Session, { viewer, isEnding }: { viewer: Viewer | null; isEnding: boolean }): void {
		if (viewer === null || isOver(viewer, clock.now())) {
			session.close(closeCodes.unauthenticated, 'the login is over');
		} else if (!hasSameRights(viewer, session.viewer)) session.close(closeCodes.restart, 'the rights have changed');
		else {
			const isLonger = session.extend(viewer.expiresAt);
			if (isEnding && !isLonger) session.close(closeCodes.restart, 'the login ends soon');
		}
	}

	function planLook(session: Session): void {
		nextLooks.set(session, agenda.wait(rightsMs * (0.9 + 0.2 * random()), { run: lookAtRights, of: session }));
	}

	function lookAtRights(session: Session): void {
		planLook(session);
		look(session);
	}

	function onEnd(session: Session): void {
		agenda.callOff(nextLooks.get(session) ?? null);
		nextLooks.delete(session);
		open.delete(session);
		const { id } = session.viewer;
		const left = (counts.get(id) ?? 1) - 1;
		if (left > 0) counts.set(id, left);
		else counts.delete(id);
	}

	return {
		open(connected) {
			const session = createSession(parts, connected);
			const { id, seesAll } = connected.viewer;
			if (seesAll === true) planLook(session);
			const count = (counts.get(id) ?? 0) + 1;
			counts.set(id, count);
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
