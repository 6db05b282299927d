import type { Job, Scope } from '../../protocol/index.ts';

/** Whose job it is, where that is not plain: in the viewer's own list every job is the viewer's. */
export function ownerIn(scope: Scope, job: Job): string | null {
	return scope === 'all' ? (job.owner?.name ?? null) : null;
}
