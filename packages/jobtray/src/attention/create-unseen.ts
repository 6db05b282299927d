import type { Cell } from '../client/cell.ts';
import type { JobtrayClient } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { KeyValueStorage } from './key-value-storage.ts';

/** How many ends a person has not seen in the panel yet. Keeps its identity while it says the same. */
export interface UnseenCounts {
	completed: number;
	failed: number;
}

/** Nothing unseen. */
export const noneUnseen: UnseenCounts = { completed: 0, failed: 0 };

/** The furthest into the future that a stored time is believed. */
const aheadMs = 24 * 3_600_000;

/** Keeps count of what one person has not seen. */
export interface Unseen {
	/** The end of one job has been seen, in all tabs; without a key, everything that is listed now. */
	markSeen(key?: string): void;
	/** Stops counting. Idempotent. */
	close(): void;
}

/** Counts the finished rows of a person's own jobs that are newer than the newest they have seen, into `counts`. */
export function createUnseen(options: {
	client: JobtrayClient;
	storage: KeyValueStorage;
	name: string;
	counts: Cell<UnseenCounts>;
}): Unseen {
	const { client, storage, counts } = options;
	const key = `${options.name}:seen`;
	const feed = client.feed('mine');

	const listed = () => feed.groups.get().finished.flatMap((each) => feed.job(each).get() ?? []);

	/** Up to when everything has been seen, and which of the later ends have been, one by one. */
	function readSeen(): [upTo: number | null, ...ones: string[]] {
		const [text = '', ...ones] = (storage.read(key) ?? '').split('\n');
		const upTo = Number.parseFloat(text);
		return upTo >= 0 && upTo <= client.now() + aheadMs ? [upTo, ...ones] : [null];
	}

	/** Marks everything that is listed as seen. */
	function raise(): number {
		const [before] = readSeen();
		const upTo = Math.max(before ?? 0, ...listed().map((job) => job.finishedAt ?? 0));
		if (upTo !== before) storage.write(key, String(upTo));
		return upTo;
	}

	/** Marks one as seen; those that are no longer listed need no mark any more. */
	function add(jobKey: string): void {
		const [upTo, ...ones] = readSeen();
		const wasSeen = (job: Job) => job.key === jobKey || ones.includes(toMark(job));
		const marks = listed().filter(wasSeen).map(toMark);
		storage.write(key, [upTo ?? 0, ...marks].join('\n'));
	}

	function count(): void {
		// A first visit, or a storage that was cleared: nothing is news to somebody who was never here.
		const [stored, ...ones] = readSeen();
		const upTo = stored ?? raise();
		const unseen = listed().filter((job) => (job.finishedAt ?? 0) > upTo && !ones.includes(toMark(job)));
		const completed = unseen.filter((job) => job.status === 'completed').length;
		const failed = unseen.filter((job) => job.status === 'failed').length;
		const before = counts.get();
		if (before.completed !== completed || before.failed !== failed) counts.set({ completed, failed });
	}

	function recount(): void {
		if (feed.ready.get()) count();
		else counts.set(noneUnseen);
	}

	const undo = [
		feed.ready.subscribe(recount),
		feed.groups.subscribe(recount),
		storage.subscribe(recount),
		// A page that was frozen has not heard of what other tabs wrote.
		client.page.subscribe(recount),
	];
	recount();

	return {
		markSeen(jobKey) {
			if (!feed.ready.get()) return;
			if (jobKey === undefined) raise();
			else add(jobKey);
			count();
		},
		close() {
			for (const end of undo.splice(0)) end();
		},
	};
}

function toMark({ key, finishedAt }: Job): string {
	return `${key}@${finishedAt}`;
}
