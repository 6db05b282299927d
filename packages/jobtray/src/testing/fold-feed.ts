import { decodeCursor, type Job, type Scope, type ServerMessage, toMovedJob } from '../protocol/index.ts';

/** What a client of one scope shows, worked out from frames in the plainest way there is. */
export interface FoldedFeed {
	rows: Map<string, Job>;
	cursor: string | undefined;
	/** A frame led on from beyond the cursor: something was missed. */
	hasGap: boolean;
	/** Parts of a snapshot under way. */
	parts: Job[] | null;
	/** The heads of all frames, newest parts kept. */
	head: Pick<Extract<ServerMessage, { type: 'changes' }>, 'batch' | 'queues'>;
}

/** A client that has been told nothing. */
export function createFoldedFeed(): FoldedFeed {
	return { rows: new Map(), cursor: undefined, hasGap: false, parts: null, head: {} };
}

/** Takes in one message of a scope. */
export function foldMessage(feed: FoldedFeed, scope: Scope, message: ServerMessage): void {
	if ((message.type !== 'snapshot' && message.type !== 'changes') || message.scope !== scope) return;
	if (message.type === 'snapshot') {
		feed.parts = message.part === 0 ? message.jobs : [...(feed.parts ?? []), ...message.jobs];
		if (!message.last) return;
		feed.rows = new Map(feed.parts.map((job) => [job.key, job]));
		feed.parts = null;
		feed.cursor = message.cursor;
	} else {
		const [own, from, to] = [feed.cursor, message.from, message.cursor].map((cursor) => decodeCursor(cursor));
		if (own?.epoch !== from?.epoch || (from?.rev ?? 0) > (own?.rev ?? -1)) {
			feed.hasGap = true;
			return;
		}
		for (const job of message.jobs) if (job.rev > (feed.rows.get(job.key)?.rev ?? -1)) feed.rows.set(job.key, job);
		for (const moved of message.moved ?? []) {
			const held = feed.rows.get(moved[0]);
			const job = held === undefined ? null : toMovedJob(held, moved);
			if (job !== null) feed.rows.set(job.key, job);
			else if (moved[1] > (own?.rev ?? -1) && (held?.rev ?? -1) < moved[2]) feed.hasGap = true;
		}
		for (const [key, rev] of message.removed) if (rev > (feed.rows.get(key)?.rev ?? rev)) feed.rows.delete(key);
		if ((to?.rev ?? 0) >= (own?.rev ?? 0)) feed.cursor = message.cursor;
	}
	if (message.batch !== undefined) feed.head.batch = message.batch;
	const queues = new Map([...(feed.head.queues ?? []), ...(message.queues ?? [])].map((each) => [each.queue, each]));
	feed.head.queues = [...queues.values()];
}
