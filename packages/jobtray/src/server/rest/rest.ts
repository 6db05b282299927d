import { type Context, Hono } from 'hono';
import { actions, bulkActions, type Clock, encodeCursor, type RefusalCode } from '../../protocol/index.ts';
import type { Feed } from '../board/feed.ts';
import type { CheckLogin } from '../check-login.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BoardHealth, KeptQueues, ServedBoard } from '../served-board.ts';
import type { Views } from '../session/views.ts';
import { canSee, toScopes, type Viewer } from '../viewer.ts';
import { securityHeaders, toRefusal } from './answers.ts';
import { isAllowedOrigin, mayChange, toRequestOrigin } from './check-origin.ts';
import type { Commands } from './commands.ts';
import { createOpenApi } from './open-api.ts';
import { waitWhole } from './wait-whole.ts';

/** Options of {@link createRest}. */
export interface RestOptions {
	/** Where the API begins, without a slash at its end. */
	path: string;
	board: Pick<ServedBoard, 'entries' | 'cursor' | 'all' | 'feedOf' | 'isLoaded' | 'whenWhole' | 'health'>;
	views: Views;
	commands: Commands;
	checkLogin: CheckLogin;
	origins: readonly string[] | undefined;
	/** Whether the gateway is closing. */
	isClosed: () => boolean;
	clock: Clock;
	log: Log;
	metrics: Metrics | undefined;
}

type Env = { Variables: { viewer: Viewer; refusal?: RefusalCode } };

/** The body of `GET /healthz`. */
export interface Health {
	/** `degraded`: what is on the board is served, but it is not proven against the engine now. `closing`: nothing is served any more. */
	status: 'ok' | 'degraded' | 'closing';
	engine: 'reachable' | 'unreachable';
	/** Whether the first listing is in. */
	loaded: boolean;
	/** When the board was last proven; `null` before the first time. */
	sweptAt: number | null;
	/** Who keeps the queues; only where gateways share them. */
	queues?: KeptQueues;
}

/** Creates the REST API. */
export function createRest(options: RestOptions): Hono<Env> {
	const { path, board, views, commands, checkLogin, origins, isClosed, clock, log, metrics } = options;
	const app = new Hono<Env>().basePath(path === '' ? '/' : path);

	const isWhole = (feed: Feed) => waitWhole(feed, { board, clock });

	/** Waits for the feed in which the viewer would find the job. */
	async function isJobHere(key: string, viewer: Viewer): Promise<boolean> {
		if (!(await isWhole(board.feedOf(viewer.id)))) return false;
		return board.entries.has(key) || viewer.seesAll !== true || isWhole(board.all);
	}

	const refuseUnread = (c: Context) => refuse(c, 'engine-unreachable', { retryAfterSeconds: 1 });

	app.use(async (c, next) => {
		await next();
		if (c.var.refusal !== undefined) metrics?.meter({ type: 'refused', code: c.var.refusal, by: 'request' });
		for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
		if (origins !== undefined) allowOrigin(c, origins);
	});
	app.onError((error, c) => {
		log({ level: 'error', event: 'request-failed', message: `${c.req.method} ${c.req.routePath} failed.`, error });
		return refuse(c, 'internal');
	});
	app.notFound((c) => refuse(c, 'not-found'));

	app.get('/healthz', (c) => {
		const health = toHealth(board.health(), board.isLoaded());
		if (!isClosed()) return c.json(health);
		c.header('retry-after', '1');
		return c.json({ ...health, status: 'closing' } satisfies Health, 503);
	});
	if (metrics !== undefined) app.get('/metrics', (c) => metrics.answer(c.req.raw));
	app.get('/openapi.json', (c) => c.json(createOpenApi(path)));
	if (origins !== undefined) app.options('/jobs/*', (c) => c.body(null, 204));
	app.get('/socket', (c) => {
		c.header('upgrade', 'websocket');
		const message = 'This is a WebSocket. If you sent an Upgrade, something on the way has taken it off.';
		return c.json({ error: { code: 'not-possible', message } }, 426);
	});

	app.use('/jobs/*', async (c, next) => {
		if (isClosed()) return refuse(c, 'restarting', { retryAfterSeconds: 1 });
		if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
			const isGuarded = c.req.header('x-jobtray') === '1';
			if (!isGuarded || !mayChange(toRequestOrigin(c.req.raw.headers), origins)) return refuse(c, 'forbidden-origin');
		}
		const { headers, url, method } = c.req.raw;
		const login = await checkLogin({ headers, url, method });
		if (login.type === 'unknown') return refuse(c, 'unavailable', { retryAfterSeconds: 5 });
		if (login.type === 'none') return refuse(c, 'unauthenticated');
		if (!board.isLoaded()) return refuseUnread(c);
		c.set('viewer', login.viewer);
		return next();
	});

	app.get('/jobs', async (c) => {
		const scope = c.req.query('scope') ?? 'mine';
		const allowed = toScopes(c.var.viewer).find((each) => each === scope);
		if (allowed === undefined) return refuse(c, 'not-found');
		const view = views.once(allowed, c.var.viewer);
		if (!(await isWhole(view.feed))) return refuseUnread(c);
		return sendJson(c, `{"jobs":[${[...view.feed.rows.values()].map((entry) => view.encode(entry)).join()}]}`);
	});

	app.get('/jobs/:key', async (c) => {
		if (!(await isJobHere(c.req.param('key'), c.var.viewer))) return refuseUnread(c);
		const entry = board.entries.get(c.req.param('key'));
		if (entry === undefined || !canSee(c.var.viewer, entry.row.job)) return refuse(c, 'not-found');
		return sendJson(c, views.once('mine', c.var.viewer).encode(entry));
	});

	for (const action of bulkActions) {
		app.put(`/jobs/${action}`, async (c) => {
			if (!(await isWhole(board.feedOf(c.var.viewer.id)))) return refuseUnread(c);
			const answer = await commands.commandAll({ action, viewer: c.var.viewer });
			if (answer.type === 'refused') return refuse(c, answer.code, answer);
			return c.json({ accepted: answer.accepted, refused: answer.refused });
		});
	}

	app.put('/jobs/:key/:action', async (c) => {
		const action = actions.find((each) => each === c.req.param('action'));
		if (action === undefined) return refuse(c, 'unknown-action');
		const { viewer } = c.var;
		const key = c.req.param('key');
		if (!(await isJobHere(key, viewer))) return refuseUnread(c);
		const answer = await commands.command({
			job: { key, createdAt: toBirth(c.req.query('createdAt')) },
			action,
			viewer,
		});
		if (answer.type === 'refused') return refuse(c, answer.code, answer);
		const { entry } = answer;
		const row = entry === undefined ? '' : `"job":${views.once('mine', viewer).encode(entry)},`;
		return sendJson(c, `{${row}"cursor":${JSON.stringify(encodeCursor(board.cursor()))}}`);
	});

	return app;
}

/** What is no number is the birth of no job. */
function toBirth(text: string | undefined): number | undefined {
	return text === undefined ? undefined : text.trim() === '' ? Number.NaN : Number(text);
}

function toHealth({ reachable, sweptAt, queues }: BoardHealth, loaded: boolean): Health {
	return {
		status: reachable && loaded ? 'ok' : 'degraded',
		engine: reachable ? 'reachable' : 'unreachable',
		loaded,
		sweptAt: sweptAt ?? null,
		...(queues === undefined ? {} : { queues }),
	};
}

function sendJson(c: Context, text: string): Response {
	return c.body(text, 200, { 'content-type': 'application/json' });
}

function refuse(c: Context, code: RefusalCode, more: { message?: string; retryAfterSeconds?: number } = {}): Response {
	const { status, body } = toRefusal(code, more.message);
	c.set('refusal', code);
	if (more.retryAfterSeconds !== undefined) c.header('retry-after', String(more.retryAfterSeconds));
	return c.json(body, status);
}

function allowOrigin(c: Context, origins: readonly string[]): void {
	c.header('vary', 'origin', { append: true });
	const origin = c.req.header('origin');
	if (origin === undefined || !isAllowedOrigin(origin, null, origins)) return;
	c.header('access-control-allow-origin', origin);
	c.header('access-control-allow-credentials', 'true');
	c.header('access-control-allow-headers', 'x-jobtray, authorization');
	c.header('access-control-allow-methods', 'GET, PUT');
	c.header('access-control-expose-headers', 'retry-after');
	c.header('cross-origin-resource-policy', 'cross-origin');
}
