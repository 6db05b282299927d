import { type BatchState, isToldAlike } from '../../estimate/batch.ts';
import type { Clock } from '../../protocol/index.ts';
import type { FeedListener } from '../board/feed.ts';
import type { Meter } from '../metrics/measured.ts';
import type { HeadText } from './encode.ts';
import type { FeedView } from './feed-view.ts';

/** One reader of a group. */
export interface GroupMember {
	/** Is handed a frame that leads on from `from`. A member that cannot take it leaves the group. */
	deliver(frame: string, from: number): void;
}

/** How often a group is sent what changed. */
export interface Pace {
	/** Least time between two frames. */
	intervalMs: number;
	/** Least time from a frame to one that tells of an end. */
	endIntervalMs: number;
}

/** Pages that can be seen: a person sees no difference between ten and more frames a second. */
export const visiblePace: Pace = { intervalMs: 100, endIntervalMs: 100 };

/** Pages that cannot be seen: progress matters little there, ends as much as ever. */
export const hiddenPace: Pace = { intervalMs: 2_000, endIntervalMs: 100 };

/** Figures of queues, and the end of a batch, move with every estimate; once a second is enough for "starts about 14:33". */
const figuresMs = 1_000;

const noVersions: ReadonlyMap<string, number> = new Map();

/** All sessions that stand at the same place of the same view and are sent the same frames, each written once. */
export interface FlushGroup {
	/** Up to where the group has been sent everything. */
	rev(): number;
	join(member: GroupMember): void;
	leave(member: GroupMember): void;
}

/** Options of {@link createFlushGroup}. */
export interface FlushGroupOptions {
	pace: Pace;
	clock: Clock;
	meter: Meter | undefined;
}

/** Creates a group without members. It holds no timer and listens to nothing until one joins. */
export function createFlushGroup(view: FeedView, { pace, clock, meter }: FlushGroupOptions): FlushGroup {
	const members = new Set<GroupMember>();
	const dirty = new Set<string>();
	/** Versions of the figures that were sent, by queue. */
	let sentVersions: ReadonlyMap<string, number> = noVersions;
	let sentBatch: BatchState | null = null;
	let sentBatchText = '';
	let batchAt = 0;
	let sentRev = 0;
	let flushedAt = 0;
	let figuresAt = 0;
	let dirtySince = 0;
	let dirtyEnds = 0;
	let planned: { at: number; cancel: () => void } | null = null;
	const listener: FeedListener = {
		changed(key, isEndOfRun) {
			if (dirty.size === 0) dirtySince = clock.now();
			if (isEndOfRun) dirtyEnds++;
			dirty.add(key);
			plan(flushedAt + (isEndOfRun ? pace.endIntervalMs : pace.intervalMs));
		},
	};

	/** Plans a flush, at once where its time is past; an earlier plan stands. */
	function plan(at: number): void {
		if (planned !== null && planned.at <= at) return;
		planned?.cancel();
		planned = { at, cancel: clock.setTimer(Math.max(0, at - clock.now()), flush) };
	}

	function planFigures(): void {
		if (members.size > 0 && view.feed.waiting.size > 0) plan(clock.now() + Math.max(figuresMs, pace.intervalMs));
	}

	function flush(): void {
		planned?.cancel();
		planned = null;
		if (members.size === 0) return;
		const head = takeHead();
		if (dirty.size > 0 || head.batch !== undefined || head.queues !== undefined) {
			flushedAt = clock.now();
			const keys = [...dirty];
			if (dirty.size > 0) measure();
			dirty.clear();
			for (const frame of view.changesOf(keys, { from: sentRev, head })) send(frame);
			sentRev = view.rev();
		}
		planFigures();
	}

	function measure(): void {
		meter?.({
			type: 'flushed',
			delayMs: Math.max(0, flushedAt - dirtySince),
			dirtyKeys: dirty.size,
			ends: dirtyEnds * members.size,
		});
		dirtyEnds = 0;
	}

	/** What changed beside the rows. A frame with rows carries the figures that its places belong to, once a second or where an order changed. */
	function takeHead(): HeadText {
		const head: HeadText = {};
		const now = clock.now();
		const batch = takeBatch(now);
		if (batch !== sentBatchText) head.batch = sentBatchText = batch;
		if (view.feed.waiting.size === 0) return head;
		if (now - figuresAt < figuresMs && !hasDirtyPlace()) return head;
		const changed = view.queueVersions().filter(([queue, version]) => sentVersions.get(queue) !== version);
		if (changed.length === 0) return head;
		figuresAt = now;
		sentVersions = new Map([...sentVersions, ...changed]);
		return { ...head, queues: view.queueTexts(changed.map(([queue]) => queue)) };
	}

	/** The batch as it is to be told: as it was, where only its end has moved since a moment ago. */
	function takeBatch(now: number): string {
		const batch = view.feed.batch();
		if (batch === sentBatch) return sentBatchText;
		if (sentBatch !== null && isToldAlike(batch, sentBatch) && now - batchAt < figuresMs) {
			plan(now + Math.max(figuresMs, pace.intervalMs));
			return sentBatchText;
		}
		sentBatch = batch;
		batchAt = now;
		return view.batchText();
	}

	function hasDirtyPlace(): boolean {
		for (const key of dirty) if (view.feed.rows.get(key)?.row.job.place !== undefined) return true;
		return false;
	}

	function send(frame: string): void {
		for (const member of [...members]) member.deliver(frame, sentRev);
	}

	/** Whoever joins has everything up to now, so that the group's memory of what it sent may begin here. */
	function begin(): void {
		sentRev = view.rev();
		sentBatch = view.feed.batch();
		sentBatchText = view.batchText();
		batchAt = clock.now();
		sentVersions = view.feed.waiting.size === 0 ? noVersions : new Map(view.queueVersions());
		figuresAt = clock.now();
		view.feed.subscribe(listener);
	}

	return {
		rev: () => sentRev,
		join(member) {
			if (members.size === 0) begin();
			// The newcomer may have been told another batch than the group has.
			else {
				sentBatch = null;
				sentBatchText = '';
			}
			members.add(member);
			planFigures();
		},
		leave(member) {
			if (!members.delete(member) || members.size > 0) return;
			view.feed.unsubscribe(listener);
			planned?.cancel();
			planned = null;
			dirty.clear();
			dirtyEnds = 0;
		},
	};
}
