import { type BatchState, isToldAlike } from '../../estimate/batch.ts';
import type { Clock } from '../../protocol/index.ts';
import type { FeedListener, News } from '../board/feed.ts';
import { countMembers, type Few, membersOf, withMember, withoutMember } from '../few.ts';
import type { Meter } from '../metrics/measured.ts';
import { withMethods } from '../with-methods.ts';
import type { Agenda, Wait } from './agenda.ts';
import type { HeadText } from './encode.ts';
import type { FeedView } from './feed-view.ts';

/** One reader of a group. */
export interface GroupMember {
	/** Is handed a frame that leads on from `from`. A member that cannot take it leaves the group. */
	deliver(frame: string, from: number): void;
}

/** How often a group is sent what changed. */
export interface Pace {
	/** The time that each frame takes up: no more than one in it is sent on average. */
	intervalMs: number;
	/** Least time between any two frames. */
	leastMs: number;
	/** By how much a frame with such news may come before its time; those after it make up for that. */
	aheadMs: Readonly<Record<News, number>>;
}

/**
 * Pages that can be seen: a person sees no difference between ten and more frames a second, but waits for what they act on.
 * That comes as much sooner as leaves a painted change within 50 ms. Steps may change all the time; other changes keep
 * what those cannot use up.
 */
export const visiblePace: Pace = {
	intervalMs: 100,
	leastMs: 20,
	aheadMs: { moved: 0, stepped: 200, changed: 400, ended: 400 },
};

/** Pages that cannot be seen: progress matters little there, ends as much as ever. */
export const hiddenPace: Pace = {
	intervalMs: 2_000,
	leastMs: 100,
	aheadMs: { moved: 0, stepped: 0, changed: 0, ended: 2_000 },
};

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

/** Groups that are due within this time of one another are sent in one turn: to wake up for each costs as much as to write a frame. */
const turnMs = 5;

/** What all groups of a gateway need. */
export interface GroupParts {
	agenda: Agenda;
	clock: Clock;
	meter: Meter | undefined;
}

/** What a group is made of. */
interface GroupFields {
	readonly parts: GroupParts;
	readonly view: FeedView;
	readonly pace: Pace;
	members: Few<GroupMember>;
	/** Keys that changed since the last frame; made when the first does. */
	dirty: Set<string> | null;
	/** Versions of the figures that were sent, by queue. */
	sentVersions: ReadonlyMap<string, number>;
	sentBatch: BatchState | null;
	sentBatchText: string;
	batchAt: number;
	sentRev: number;
	flushedAt: number;
	/** When the time that frames took up so far is over. */
	dueAt: number;
	figuresAt: number;
	dirtySince: number;
	dirtyEnds: number;
	planned: Wait | null;
}

type Group = FlushGroup & FeedListener & GroupFields;

/** Creates a group without members. It holds no timer and listens to nothing until one joins. */
export function createFlushGroup(parts: GroupParts, { view, pace }: { view: FeedView; pace: Pace }): FlushGroup {
	const fields: GroupFields = {
		parts,
		view,
		pace,
		members: null,
		dirty: null,
		sentVersions: noVersions,
		sentBatch: null,
		sentBatchText: '',
		batchAt: 0,
		sentRev: 0,
		flushedAt: 0,
		dueAt: 0,
		figuresAt: 0,
		dirtySince: 0,
		dirtyEnds: 0,
		planned: null,
	};
	return withMethods(methods, fields);
}

const methods: FlushGroup & FeedListener & ThisType<Group> = {
	rev() {
		return this.sentRev;
	},
	join(member) {
		if (this.members === null) begin(this);
		// The newcomer may have been told another batch than the group has.
		else {
			this.sentBatch = null;
			this.sentBatchText = '';
		}
		this.members = withMember(this.members, member);
		planFigures(this);
	},
	leave(member) {
		if (this.members === null) return;
		this.members = withoutMember(this.members, member);
		if (this.members !== null) return;
		this.view.feed.unsubscribe(this);
		callOff(this);
		this.dirty = null;
		this.dirtyEnds = 0;
	},
	changed(key, news) {
		this.dirty ??= new Set();
		if (this.dirty.size === 0) this.dirtySince = this.parts.clock.now();
		if (news === 'ended') this.dirtyEnds++;
		this.dirty.add(key);
		plan(this, Math.max(this.flushedAt + this.pace.leastMs, this.dueAt - this.pace.aheadMs[news]));
	},
};

/** Whoever joins has everything up to now, so that the group's memory of what it sent may begin here. */
function begin(group: Group): void {
	const { view, parts } = group;
	const now = parts.clock.now();
	group.sentRev = view.rev();
	group.sentBatch = view.feed.batch();
	group.sentBatchText = view.batchText();
	group.batchAt = now;
	group.sentVersions = view.feed.waiting.size === 0 ? noVersions : new Map(view.queueVersions());
	group.figuresAt = now;
	view.feed.subscribe(group);
}

/** Plans a flush, at once where its time is past; an earlier plan stands. */
function plan(group: Group, at: number): void {
	const turnAt = Math.ceil(at / turnMs) * turnMs;
	if (group.planned !== null && group.planned.at <= turnAt) return;
	callOff(group);
	const { clock, agenda } = group.parts;
	const now = clock.now();
	group.planned = agenda.wait(at <= now ? 0 : turnAt - now, { run: flush, of: group });
}

function callOff(group: Group): void {
	group.parts.agenda.callOff(group.planned);
	group.planned = null;
}

function planFigures(group: Group): void {
	if (group.members === null || group.view.feed.waiting.size === 0) return;
	plan(group, group.parts.clock.now() + Math.max(figuresMs, group.pace.intervalMs));
}

function flush(group: Group): void {
	const { view, dirty } = group;
	callOff(group);
	if (group.members === null) return;
	const head = takeHead(group);
	const keys = dirty === null ? [] : [...dirty];
	if (keys.length > 0 || head.batch !== undefined || head.queues !== undefined) {
		takeTime(group);
		if (keys.length > 0) measure(group, keys.length);
		dirty?.clear();
		for (const frame of view.changesOf(keys, { from: group.sentRev, head })) send(group, frame);
		group.sentRev = view.rev();
	}
	planFigures(group);
}

/** Lets a frame take up its time, after those before it. An end that is sent to a hidden page delays nothing else by more than that. */
function takeTime(group: Group): void {
	const { dueAt, pace } = group;
	const now = group.parts.clock.now();
	group.flushedAt = now;
	group.dueAt = Math.min(Math.max(dueAt, now), now + pace.aheadMs.changed) + pace.intervalMs;
}

function measure(group: Group, dirtyKeys: number): void {
	const { parts, flushedAt, dirtySince, dirtyEnds, members } = group;
	const delayMs = Math.max(0, flushedAt - dirtySince);
	parts.meter?.({ type: 'flushed', delayMs, dirtyKeys, ends: dirtyEnds * countMembers(members) });
	group.dirtyEnds = 0;
}

/** What changed beside the rows. A frame with rows carries the figures that its places belong to, once a second or where an order changed. */
function takeHead(group: Group): HeadText {
	const { view } = group;
	const head: HeadText = {};
	const now = group.parts.clock.now();
	const batch = takeBatch(group, now);
	if (batch !== group.sentBatchText) head.batch = group.sentBatchText = batch;
	if (view.feed.waiting.size === 0) return head;
	if (now - group.figuresAt < figuresMs && !hasDirtyPlace(group)) return head;
	const changed = view.queueVersions().filter(([queue, version]) => group.sentVersions.get(queue) !== version);
	if (changed.length === 0) return head;
	group.figuresAt = now;
	group.sentVersions = new Map([...group.sentVersions, ...changed]);
	return { ...head, queues: view.queueTexts(changed.map(([queue]) => queue)) };
}

/** The batch as it is to be told: as it was, where only its end has moved since a moment ago. */
function takeBatch(group: Group, now: number): string {
	const { view, pace, sentBatch, sentBatchText } = group;
	const batch = view.feed.batch();
	if (batch === sentBatch) return sentBatchText;
	if (sentBatch !== null && isToldAlike(batch, sentBatch) && now - group.batchAt < figuresMs) {
		plan(group, now + Math.max(figuresMs, pace.intervalMs));
		return sentBatchText;
	}
	group.sentBatch = batch;
	group.batchAt = now;
	return view.batchText();
}

function hasDirtyPlace({ dirty, view }: Group): boolean {
	for (const key of dirty ?? []) if (view.feed.rows.get(key)?.row.job.place !== undefined) return true;
	return false;
}

/** A member that is full leaves meanwhile. */
function send(group: Group, frame: string): void {
	for (const member of [...membersOf(group.members)]) member.deliver(frame, group.sentRev);
}
