import type { Server } from 'node:http';
import { type Clock, type ComeBack, closeCodes, encodeComeBack } from '../protocol/index.ts';
import { attachTo } from './attach.ts';
import { createLoginCheck } from './check-login.ts';
import { systemClock } from './clock.ts';
import { withDeadline } from './deadline.ts';
import type { Ignored } from './keeper.ts';
import { consoleLog, type Log } from './log.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { meterSource } from './metrics/meter-source.ts';
import type { Facts, MetricsOptions } from './metrics/metrics.ts';
import { openOwnBoard } from './own-board.ts';
import { createCommands } from './rest/commands.ts';
import { createRest } from './rest/rest.ts';
import type { ServedBoard, Sharing } from './served-board.ts';
import { createUpgrader } from './session/accept-upgrade.ts';
import { createSessions, type Sessions } from './session/sessions.ts';
import { createViews } from './session/views.ts';
import type { Source } from './source.ts';
import type { Rate } from './token-bucket.ts';
import type { Authenticate, Authorise } from './viewer.ts';

/** Options of {@link createGateway}. */
export interface GatewayOptions {
	/** Where jobs come from. The gateway starts it and closes it. */
	source: Source;
	/** Shares the reading of the engine with the other gateways on it: `await engine.sharing()`. Default: each reads all by itself. */
	sharing?: Sharing;
	/** Tells who a request comes from. */
	authenticate: Authenticate;
	/** Narrows what a viewer may do with a job further than ownership does. Default: ownership decides. */
	authorise?: Authorise;
	/** Sites whose pages may use the gateway, as `https://app.example.com`. Default: pages of the host that is asked. An empty list: none. */
	origins?: readonly string[];
	/** Where its addresses begin. Default `/jobtray`. */
	path?: string;
	/** How many finished jobs a feed keeps (default 50), and for how long (default 24 h). */
	finished?: { limit?: number; maxAgeMs?: number };
	/** How often the board is proven against the engine, in milliseconds. Default 5,000. */
	sweepMs?: number;
	/** How many jobs of a queue can run at once, where that is known. Default: the most seen at once. */
	parallel?: Readonly<Record<string, number>>;
	/** How many connections one viewer may have. Default 50. */
	socketsPerViewer?: number;
	/** How many commands one viewer may give. Default 200 at once and 20 a second. */
	commandRate?: Rate;
	/** When clients are to come back once this gateway closes. Default: as after any lost connection, from 0.5 s on and ever more seldom. */
	comeBack?: ComeBack;
	/** Tells figures for Prometheus at `{path}/metrics`, to those whom it allows. Default: there are none. */
	metrics?: MetricsOptions;
	/** Default: warnings and errors go to the console. */
	log?: Log;
	/** Default: the machine's. */
	clock?: Clock;
	/** 0 up to 1; for the name of the board's life and the jitter of pings. Default `Math.random`. */
	random?: () => number;
}

/** What serves jobs to viewers. */
export interface Gateway {
	/** The REST API, for servers that speak `Request` and `Response`. */
	fetch(request: Request): Promise<Response>;
	/** Puts REST and WebSocket on a `node:http` server; what is not ours is left to the listeners that are there. Attach last. Returns what takes it off again. */
	attach(server: Server): () => void;
	/** The first listing is in. Rejects where the source cannot be used at all. */
	ready: Promise<void>;
	/** Ends the open connections of a person at once: after a logout (give `loginId`), or when their rights have changed. */
	closeViewer(who: { viewerId: string; loginId?: string }): void;
	/** Ends all connections with "come back", refuses what is new with 503, waits at most 3 s for requests under way, stops reading, and closes the source. Idempotent. */
	close(): Promise<void>;
}

const defaultMaxAgeMs = 24 * 60 * 60 * 1_000;

/** Requests that take longer at the end wait for an engine that does not answer. */
const lastAnswersMs = 3_000;

/**
 * Creates a gateway between a source of jobs and the people who watch them.
 *
 * @example
 * const source = engine.source({ queues: ['render'] });
 * const gateway = createGateway({ source, authenticate: ({ headers }) => logins.find(headers) });
 * gateway.attach(server);
 */
export function createGateway(options: GatewayOptions): Gateway {
	return assembleGateway(options).gateway;
}

/** A gateway with what is inside, for what drives it without a server: simulations. */
export interface AssembledGateway {
	gateway: Gateway;
	board: ServedBoard;
	sessions: Sessions;
}

/** Puts a gateway together. */
export function assembleGateway(options: GatewayOptions): AssembledGateway {
	const { authenticate, authorise, origins, comeBack, log = consoleLog, clock = systemClock } = options;
	const { sweepMs = 5_000, parallel = {}, socketsPerViewer = 50, random = Math.random } = options;
	const { commandRate = { burst: 200, perSecond: 20 } } = options;
	const path = toBasePath(options.path ?? '/jobtray');
	const epoch = toEpoch(random, clock.now());
	const finished = { limit: options.finished?.limit ?? 50, maxAgeMs: options.finished?.maxAgeMs ?? defaultMaxAgeMs };
	const metrics = options.metrics && createMetrics({ ...options.metrics, facts: toFacts });
	const meter = metrics?.meter;
	const source = meter === undefined ? options.source : meterSource(options.source, { meter, clock });
	const onIgnored = (what: Ignored) => meter?.({ type: 'ignored', what });
	const parts = { source, epoch, finished, parallel, sweepMs, clock, log, random, onTick: tidy, onIgnored };
	const board: ServedBoard = options.sharing?.open(parts) ?? openOwnBoard(parts);
	const views = createViews({ board, clock, authorise, meter });
	const commands = createCommands({ board, source, clock, log, rate: commandRate, authorise });
	const sessions = createSessions({
		views,
		epoch,
		clock,
		random,
		perViewer: socketsPerViewer,
		whenWhole: board.whenWhole,
	});
	const checkLogin = createLoginCheck({ authenticate, clock, log });
	let closing: Promise<void> | null = null;
	const isClosed = () => closing !== null;
	const rest = createRest({ path, board, views, commands, checkLogin, origins, isClosed, clock, log, metrics });
	const upgrader = createUpgrader({ sessions, authenticate, checkLogin, origins, isClosed, clock, meter });
	const underWay = new Set<Promise<Response>>();

	async function fetch(request: Request): Promise<Response> {
		const answer = Promise.resolve(rest.fetch(request));
		underWay.add(answer);
		return answer.finally(() => underWay.delete(answer));
	}

	function toFacts(): Facts {
		return { connections: sessions.count(), jobs: board.entries.size, health: board.health() };
	}

	function tidy(): void {
		commands.tidy();
		upgrader.tidy();
	}

	async function shutDown(): Promise<void> {
		const reason = comeBack === undefined ? 'the server restarts' : encodeComeBack(comeBack);
		sessions.closeWhere(() => true, closeCodes.restart, reason);
		await withDeadline(Promise.allSettled(underWay), {
			clock,
			what: 'a request at the end',
			limitMs: lastAnswersMs,
		}).catch(() => {
			// Each such request is refused by its own deadline, if the process lives that long.
		});
		await board.close();
		await source.close();
	}

	const gateway: Gateway = {
		fetch,
		attach: (server) =>
			attachTo(server, {
				path,
				fetch,
				upgrade: (request, socket, head) => void upgrader.upgrade(request, socket, head),
			}),
		ready: board.ready,
		closeViewer({ viewerId, loginId }) {
			const matches = (viewer: { id: string; loginId?: string }) =>
				viewer.id === viewerId && (loginId === undefined || viewer.loginId === loginId);
			// Whoever is still logged in finds a new connection; whoever is not is refused before it stands.
			const code = loginId === undefined ? closeCodes.restart : closeCodes.unauthenticated;
			sessions.closeWhere(matches, code, 'the login or its rights have changed');
		},
		close() {
			closing ??= shutDown();
			return closing;
		},
	};
	return { gateway, board, sessions };
}

function toBasePath(path: string): string {
	const trimmed = path.replace(/\/+$/, '');
	return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}

/** A name that no other life of the board has had. */
function toEpoch(random: () => number, now: number): string {
	const chance = Math.floor(random() * 36 ** 8).toString(36);
	return `${now.toString(36)}${chance}`.replace(/[^a-z0-9]/g, '').slice(0, 32);
}
