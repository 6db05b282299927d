import { type CommandDone, type Cursor, decodeCursor, type Scope, type ServerMessage } from '../../protocol/index.ts';
import type { FrameFacts } from './frame-facts.ts';
import type { View } from './sim-gateway.ts';

/** What a feed of a page has to show, worked out from the frames it was handed in the plainest way there is. */
export interface FeedModel {
	/** `null` where nobody can tell: after a snapshot that was overtaken while it was sent, until the next frame. */
	expected: View | null;
	cursor: Cursor | null;
	/** Rows that answers to commands have brought, by key: where each stood on which board, until the feed speaks of that job. */
	answered: Map<string, Cursor[]>;
}

/** The feeds of one page. */
export interface PageModel {
	feeds: Record<Scope, FeedModel>;
	/** Whether a welcome has come on the connection at hand. */
	isWelcomed(): boolean;
	hear(facts: FrameFacts): void;
	/** The answer to a command brought a row. */
	hearAnswer(done: CommandDone): void;
	/** Whether anything may have changed since this was asked last. */
	hasMoved(): boolean;
}

const nothing: View = new Map();

interface Gathering {
	cursor: string;
	parts: number;
}

/** Creates the model of a page that has heard nothing. */
export function createPageModel(): PageModel {
	const feeds: Record<Scope, FeedModel> = { mine: toEmpty(), all: toEmpty() };
	const gathering: Record<Scope, Gathering | null> = { mine: null, all: null };
	let welcomedOn: number | null = null;
	let viewerId: string | null = null;
	let wire = -1;
	let hasMoved = false;

	function reset(scope: Scope): void {
		feeds[scope] = toEmpty();
		gathering[scope] = null;
	}

	function apply(message: ServerMessage, expected: View | null): void {
		switch (message.type) {
			case 'welcome':
				gathering.mine = null;
				gathering.all = null;
				// Whoever comes after somebody else begins with nothing.
				if (viewerId !== message.viewer.id) reset('mine');
				if (viewerId !== message.viewer.id || !message.viewer.scopes.includes('all')) reset('all');
				viewerId = message.viewer.id;
				break;
			case 'refused':
				if (message.scope !== undefined) reset(message.scope);
				break;
			case 'changes':
				applyChanges(message, expected);
				break;
			case 'snapshot':
				applyPart(message, expected);
		}
	}

	function applyChanges(changes: Extract<ServerMessage, { type: 'changes' }>, expected: View | null): void {
		const feed = feeds[changes.scope];
		const [from, to] = [decodeCursor(changes.from), decodeCursor(changes.cursor)];
		if (from === null || to === null || feed.cursor === null) return;
		if (from.epoch !== feed.cursor.epoch || from.rev > feed.cursor.rev) return;
		// An answer that is newer than the frame may be heard before it and shown after it.
		const told = [...changes.jobs.map(({ key, rev }) => [key, rev] as const), ...(changes.moved ?? [])];
		for (const [key, rev] of told) {
			const newer = (feed.answered.get(key) ?? []).filter((each) => each.rev > rev);
			if (newer.length > 0) feed.answered.set(key, newer);
			else feed.answered.delete(key);
		}
		for (const [key] of changes.removed) feed.answered.delete(key);
		if (to.rev < feed.cursor.rev) return;
		feed.cursor = to;
		feed.expected = expected;
	}

	function applyPart(part: Extract<ServerMessage, { type: 'snapshot' }>, expected: View | null): void {
		const before = part.part === 0 ? { cursor: part.cursor, parts: 0 } : gathering[part.scope];
		if (before === null || before.parts !== part.part || before.cursor !== part.cursor) {
			// A part that is missing, or comes twice, makes what was gathered void: the page asks anew.
			gathering[part.scope] = null;
			return;
		}
		gathering[part.scope] = part.last ? null : { cursor: part.cursor, parts: part.part + 1 };
		if (!part.last) return;
		const cursor = decodeCursor(part.cursor);
		const answered = new Map<string, Cursor[]>();
		// As above: one of the same board that is newer than the snapshot may be shown after it.
		for (const [key, each] of feeds[part.scope].answered) {
			const newer = each.filter(({ epoch, rev }) => epoch === cursor?.epoch && rev > cursor.rev);
			if (newer.length > 0) answered.set(key, newer);
		}
		feeds[part.scope] = { expected, cursor, answered };
	}

	return {
		feeds,
		isWelcomed: () => welcomedOn === wire,
		hear(facts) {
			wire = facts.wire;
			if (facts.message.type === 'welcome') welcomedOn = facts.wire;
			if (welcomedOn !== facts.wire) return;
			hasMoved = true;
			apply(facts.message, facts.expected);
		},
		hearAnswer({ job, cursor }) {
			const epoch = decodeCursor(cursor)?.epoch;
			if (job === undefined || epoch === undefined) return;
			hasMoved = true;
			const { key, rev } = job;
			for (const { answered } of Object.values(feeds)) {
				answered.set(key, [...(answered.get(key) ?? []), { epoch, rev }]);
			}
		},
		hasMoved() {
			const moved = hasMoved;
			hasMoved = false;
			return moved;
		},
	};
}

function toEmpty(): FeedModel {
	return { expected: nothing, cursor: null, answered: new Map() };
}
