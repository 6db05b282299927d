import type { BulkResult, CommandResult, JobtrayClient, LinkState, Page, Viewer } from '../client/index.ts';
import type { Action, BulkAction, Scope } from '../protocol/index.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeFeed, type FakeFeed } from './fake-feed.ts';
import { createFakePage } from './fake-page.ts';
import { createFakeReadable, type FakeReadable } from './fake-readable.ts';

/** A client whose feeds are filled by hand; it is live, and knows its viewer. */
export interface FakeClient extends JobtrayClient {
	link: FakeReadable<LinkState>;
	viewer: FakeReadable<Viewer | null>;
	clock: FakeClock;
	feed(scope: Scope): FakeFeed;
	/** What was asked for, oldest first. */
	commands: { key: string; action: Action }[];
	/** What was asked for of all own jobs, oldest first. */
	bulkCommands: BulkAction[];
	/** What the next commands come to; `{ok: true}` until set. */
	answer(result: CommandResult): void;
	/** What the next bulk commands come to; nothing accepted and nothing refused until set. */
	answerAll(result: BulkResult): void;
	/** How many opens and watches have not been undone. */
	holds(): number;
}

/** Creates a client without a network. */
export function createFakeClient(
	options: { now?: number; viewer?: Viewer | null; clock?: FakeClock; page?: Page } = {},
): FakeClient {
	const clock = options.clock ?? createFakeClock(options.now ?? 0);
	const feeds: Record<Scope, FakeFeed> = { mine: createFakeFeed(), all: createFakeFeed() };
	const holds = new Set<object>();
	const commands: FakeClient['commands'] = [];
	const bulkCommands: BulkAction[] = [];
	let result: CommandResult = { ok: true };
	let bulkResult: BulkResult = { ok: true, accepted: 0, refused: 0 };

	function hold(): () => void {
		const mark = {};
		holds.add(mark);
		return () => void holds.delete(mark);
	}

	return {
		open: hold,
		link: createFakeReadable<LinkState>({ status: 'live' }),
		viewer: createFakeReadable<Viewer | null>(
			options.viewer === undefined ? { id: 'mira', name: 'Mira', scopes: ['mine'] } : options.viewer,
		),
		feed: (scope) => feeds[scope],
		watch: hold,
		async command(key, action) {
			commands.push({ key, action });
			return result;
		},
		async commandAll(action) {
			bulkCommands.push(action);
			return bulkResult;
		},
		now: clock.now,
		reconnect: () => {},
		page: options.page ?? createFakePage(),
		clock,
		commands,
		bulkCommands,
		answer(next) {
			result = next;
		},
		answerAll(next) {
			bulkResult = next;
		},
		holds: () => holds.size,
	};
}
