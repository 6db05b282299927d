import type { JobGroups } from '../../client/index.ts';

/** One line of the list: a group's heading, or a job. */
export type ListItem =
	| { type: 'heading'; key: keyof JobGroups; count: number }
	| { type: 'job'; key: string; group: keyof JobGroups };

const order: readonly (keyof JobGroups)[] = ['running', 'paused', 'queued', 'finished'];

/** Lays the groups out as one list; an empty group has no heading. */
export function toListItems(groups: JobGroups): ListItem[] {
	const items: ListItem[] = [];
	for (const group of order) {
		const keys = groups[group];
		if (keys.length > 0) items.push({ type: 'heading', key: group, count: keys.length });
		for (const key of keys) items.push({ type: 'job', key, group });
	}
	return items;
}
