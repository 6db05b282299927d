import type { Action, Scope } from '../protocol/index.ts';
import type { JobFields } from './board/row.ts';

/** Who is logged in, as the host's `authenticate` tells it. */
export interface Viewer {
	/** Stable id of the person; jobs whose owner has it are theirs. */
	id: string;
	/** What to call them. */
	name: string;
	/** May watch everybody's jobs. Default false. */
	seesAll?: boolean;
	/** May pause, cancel and retry everybody's jobs; only with `seesAll`. Default false. */
	controlsAll?: boolean;
	/** When the login ends, epoch ms; from then on it is none. Default never. */
	expiresAt?: number;
	/** Which login this is, so that `closeViewer` can end one login and leave the person's others. */
	loginId?: string;
}

/** What `authenticate` is given: a REST request, or the upgrade request of a socket. */
export interface AuthRequest {
	headers: Headers;
	/** Absolute URL. */
	url: string;
	method: string;
}

/** Tells who a request comes from; `null` for nobody. Called for each REST request, and again and again for an open socket. */
export type Authenticate = (request: AuthRequest) => Promise<Viewer | null> | Viewer | null;

/** Narrows what a viewer may do with a job further than ownership does. Must depend on nothing but its arguments. */
export type Authorise = (question: { viewer: Viewer; action: Action; job: JobFields }) => boolean;

/** Whether the login has ended. */
export function isOver({ expiresAt }: Viewer, now: number): boolean {
	return expiresAt !== undefined && expiresAt <= now;
}

/** The scopes that a viewer may watch. */
export function toScopes(viewer: Viewer): Scope[] {
	return viewer.seesAll === true ? ['mine', 'all'] : ['mine'];
}

/** Whether a viewer may see a job at all. */
export function canSee(viewer: Viewer, job: JobFields): boolean {
	return viewer.seesAll === true || isOwner(viewer, job);
}

/** Whether a viewer may do anything with a job. */
export function canControl(viewer: Viewer, job: JobFields): boolean {
	return isOwner(viewer, job) || (viewer.seesAll === true && viewer.controlsAll === true);
}

function isOwner(viewer: Viewer, job: JobFields): boolean {
	return job.owner !== null && job.owner.id === viewer.id;
}
