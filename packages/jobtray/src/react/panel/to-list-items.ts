import type { JobGroups } from '../../client/index.ts';
import { isEnd, type Job } from '../../protocol/job.ts';

/** A part of the list with its own heading. */
export type Section = keyof JobGroups;

/** How a row is drawn, and so how high it is: told when it is laid out, so that nothing moves while it is kept in place. */
export type RowForm = 'waiting' | 'working' | 'ended';

/** One line of the list. */
export type ListItem = HeadingItem | JobItem | BundleItem;

/** A section's heading. */
export interface HeadingItem {
	type: 'heading';
	key: string;
	section: Section;
	/** Jobs of its sort that stand under it, without those that are being cancelled and can be undone. */
	count: number;
}

/** A job, alone or inside an unfolded bundle. */
export interface JobItem {
	type: 'job';
	key: string;
	section: Section;
	form: RowForm;
	/** Whether its row stands under its bundle's. */
	member: boolean;
}

/** The jobs of one `group.id`, as one line. */
export interface BundleItem {
	type: 'bundle';
	key: string;
	section: Section;
	form: RowForm;
	/** The `group.id`. */
	id: string;
	/** The job that the others belong to, where it has a row. */
	parent: string | null;
	members: readonly JobItem[];
}

/** What the list is laid out from. */
export interface ListSource {
	groups: JobGroups;
	peek(key: string): Job | undefined;
	/** Whether the person has taken an ended job out of the list. */
	isDismissed(job: Job): boolean;
}

/** The sections in their order. */
export const sections: readonly Section[] = ['running', 'paused', 'queued', 'finished'];

/**
 * Lays the rows out as one list; a section without lines has no heading. The jobs of a bundle are one line, where its
 * foremost member stands.
 */
export function toListItems(source: ListSource): ListItem[] {
	const bundles = collectBundles(source);
	const items: ListItem[] = [];
	for (const section of sections) {
		const heading: HeadingItem = { type: 'heading', key: `#${section}`, section, count: 0 };
		items.push(heading);
		const at = items.length;
		for (const key of source.groups[section]) {
			const job = source.peek(key);
			if (job === undefined || (section === 'finished' && source.isDismissed(job))) continue;
			const bundle = job.group === undefined ? undefined : bundles.get(job.group.id);
			if (bundle === undefined) items.push(toJobItem(job, { section, member: false }));
			else if (bundle.first === key) items.push(toBundleItem(bundle, { section, source }));
			if ((bundle === undefined || bundle.section === section) && job.undoUntil === undefined) heading.count += 1;
		}
		if (items.length === at) items.pop();
	}
	return items;
}

interface Bundle {
	id: string;
	/** Its foremost member, and where that stands. */
	first: string;
	section: Section;
	keys: string[];
}

/** Finds what belongs together. One job of which no other is known stands alone. */
function collectBundles({ groups, peek, isDismissed }: ListSource): Map<string, Bundle> {
	const bundles = new Map<string, Bundle>();
	for (const section of sections) {
		for (const key of groups[section]) {
			const job = peek(key);
			if (job?.group === undefined || (section === 'finished' && isDismissed(job))) continue;
			const { id } = job.group;
			const bundle = bundles.get(id);
			if (bundle === undefined) bundles.set(id, { id, first: key, section, keys: [key] });
			else bundle.keys.push(key);
		}
	}
	for (const { id, first, keys } of bundles.values()) {
		if (keys.length === 1 && (peek(first)?.group?.size ?? 1) <= 1) bundles.delete(id);
	}
	return bundles;
}

function toBundleItem({ id, keys }: Bundle, { section, source }: { section: Section; source: ListSource }): BundleItem {
	const jobs = keys.flatMap((key) => source.peek(key) ?? []);
	return {
		type: 'bundle',
		key: `#bundle:${id}`,
		section,
		form: section === 'finished' ? 'ended' : 'working',
		id,
		parent: keys.includes(id) ? id : null,
		members: jobs.filter(({ key }) => key !== id).map((job) => toJobItem(job, { section, member: true })),
	};
}

function toJobItem(job: Job, { section, member }: { section: Section; member: boolean }): JobItem {
	return { type: 'job', key: job.key, section, form: toForm(job), member };
}

/** How a job is drawn where nothing keeps its row as it was. */
export function toForm(job: Job): RowForm {
	if (isEnd(job.status)) return 'ended';
	return job.status === 'running' || job.startedAt !== undefined ? 'working' : 'waiting';
}
