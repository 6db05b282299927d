import { type ClientMessage, decodeServerMessage, type Scope, type ServerMessage } from '../protocol/index.ts';
import { type Board, createBoard } from '../server/board/board.ts';
import type { Feed } from '../server/board/feed.ts';
import { createKeeper, type Ignored, type Keeper } from '../server/keeper.ts';
import type { LogEntry } from '../server/log.ts';
import type { Session } from '../server/session/session.ts';
import { createSessions, type Sessions } from '../server/session/sessions.ts';
import { createViews } from '../server/session/views.ts';
import type { Source } from '../server/source.ts';
import type { Authorise, Viewer } from '../server/viewer.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { createFoldedFeed, type FoldedFeed, foldMessage } from './fold-feed.ts';
import { runClock } from './run-clock.ts';

/** The inside of a gateway on a fake engine, a fake clock and fake sockets. */
export interface GatewayRig {
	clock: FakeClock;
	engine: FakeEngine;
	source: Source;
	board: Board;
	keeper: Keeper;
	sessions: Sessions;
	logged: LogEntry[];
	/** What of the engine could not be used. */
	ignored: Ignored[];
	run(ms: number, stepMs?: number): Promise<void>;
	connect(viewer: Viewer, recheck?: () => Promise<Viewer | null>): RigClient;
	close(): Promise<void>;
}

/** The far end of a fake socket. */
export interface RigClient {
	session: Session;
	received: ServerMessage[];
	/** What this client shows of each scope. */
	feeds: Record<Scope, FoldedFeed>;
	send(message: ClientMessage): void;
	/** Messages of one type, oldest first. */
	of<T extends ServerMessage['type']>(type: T): Extract<ServerMessage, { type: T }>[];
	/** Sets how much the client has not read. */
	buffer(bytes: number): void;
	/** From now on it answers no ping. */
	silence(): void;
	/** Loses the next frames. */
	lose(frames: number): void;
	/** The code of the close, once closed. */
	closeCode(): number | null;
	isTerminated(): boolean;
	/** The link breaks without a goodbye. */
	drop(): void;
}

/** Options of {@link createGatewayRig}. */
export interface RigOptions {
	finishedLimit?: number;
	maxAgeMs?: number;
	perViewer?: number;
	epoch?: string;
	engine?: FakeEngine;
	clock?: FakeClock;
	authorise?: Authorise;
}

/** Creates the rig; run its clock to load the board. */
export function createGatewayRig(options: RigOptions = {}): GatewayRig {
	const { finishedLimit = 50, maxAgeMs = 86_400_000, perViewer = 50, epoch = 'life1' } = options;
	const clock = options.clock ?? createFakeClock(1_000_000);
	const engine = options.engine ?? createFakeEngine({ clock });
	const source = engine.openSource();
	const logged: LogEntry[] = [];
	const ignored: Ignored[] = [];
	const board = createBoard({ epoch, finished: { limit: finishedLimit, maxAgeMs }, parallel: {} });
	const log = (entry: LogEntry) => void logged.push(entry);
	const keeper = createKeeper({
		source,
		board,
		clock,
		log,
		sweepMs: 5_000,
		maxAgeMs,
		onSwept: () => {},
		onIgnored: (what) => void ignored.push(what),
	});
	const views = createViews({ board, clock, authorise: options.authorise });
	const whenWhole = (_feed: Feed, run: () => void) => {
		if (board.isLoaded()) run();
		else keeper.onceLoaded(run);
		return () => {};
	};
	const sessions = createSessions({ views, epoch, clock, random: () => 0.5, whenWhole, perViewer });

	return {
		clock,
		engine,
		source,
		board,
		keeper,
		sessions,
		logged,
		ignored,
		run: (ms, stepMs) => runClock(clock, ms, stepMs),
		connect: (viewer, recheck = async () => viewer) => connectClient(sessions, viewer, recheck),
		async close() {
			keeper.close();
			sessions.closeWhere(() => true, 1012, 'test over');
			await source.close();
		},
	};
}

/** Opens a session with a client at its far end. */
export function connectClient(
	sessions: Sessions,
	viewer: Viewer,
	recheck: () => Promise<Viewer | null> = async () => viewer,
): RigClient {
	const received: ServerMessage[] = [];
	const feeds = { mine: createFoldedFeed(), all: createFoldedFeed() };
	let bufferedBytes = 0;
	let toLose = 0;
	let isSilent = false;
	let closeCode: number | null = null;
	let isTerminated = false;
	const session: Session = sessions.open({
		viewer,
		recheck,
		socket: {
			send(text) {
				if (toLose-- > 0) return;
				const decoded = decodeServerMessage(text);
				if (decoded.type !== 'message' || decoded.skipped > 0) throw new Error(`A frame does not decode: ${text}`);
				received.push(decoded.message);
				for (const scope of ['mine', 'all'] as const) foldMessage(feeds[scope], scope, decoded.message);
				if (decoded.message.type === 'ping' && !isSilent) session.receive('{"type":"pong"}');
			},
			bufferedBytes: () => bufferedBytes,
			close(code) {
				closeCode = code;
			},
			terminate() {
				isTerminated = true;
			},
		},
	});
	return {
		session,
		received,
		feeds,
		send: (message) => session.receive(JSON.stringify(message)),
		of: (type) => received.filter((message): message is never => message.type === type),
		buffer: (bytes) => {
			bufferedBytes = bytes;
		},
		silence: () => {
			isSilent = true;
		},
		lose: (frames) => {
			toLose = frames;
		},
		closeCode: () => closeCode,
		isTerminated: () => isTerminated,
		drop: () => session.closed(),
	};
}
