import { isEnd, type JobGroup, type Status } from '../../protocol/index.ts';

/** The group of a row: what the engine says now, but no fewer members than it has said before. */
export function toGroup(
	{ group, status }: { group?: JobGroup; status: Status },
	before: JobGroup | undefined,
): JobGroup | undefined {
	// A flow's parent that was taken out of the engine is no parent there any more.
	if (group === undefined) return isEnd(status) ? before : undefined;
	if (before?.size === undefined || before.id !== group.id) return group;
	return { ...group, size: Math.max(before.size, group.size ?? 0) };
}
