import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Engine, EngineError, openEngine } from 'jobtray/bullmq';
import { createGateway, type Gateway, pinoLog } from 'jobtray/server';
import { createWorker } from 'jobtray/worker';
import { destination, pino } from 'pino';
import { loadOrCreateKey } from '../auth/key.ts';
import { createLogins } from '../auth/logins.ts';
import { loadPeople } from '../data/people.ts';
import { preparePlaces } from '../data/places.ts';
import { openRecords } from '../data/records.ts';
import { createTables } from '../data/schema.ts';
import { seed } from '../data/seed.ts';
import { openOwnSql } from '../data/sql.ts';
import { CannotStart } from '../fault.ts';
import { createApp } from '../routes/create-app.ts';
import type { StudioParts } from '../routes/studio-parts.ts';
import { createRunScene } from '../scenes/run-scene.ts';
import { sceneQueue } from '../scenes/scene-job.ts';
import { buildFrontEnd, builtFolder } from './front-end.ts';
import { listen } from './listen.ts';
import { createMetricsGuard } from './metrics-guard.ts';
import type { Settings } from './settings.ts';

/** When the tray is to come back to a Studio that ends: once this one is there again, or at once to another one. */
const comeBack = { afterStart: { afterMs: 2_000, spreadMs: 500 }, elsewhere: { afterMs: 0, spreadMs: 1_000 } } as const;

/** What the person at the terminal reads is on the standard output alone. */
const logger = pino({ level: 'warn' }, destination(2));

/** A Studio that runs. */
export interface Studio {
	/** Address to open in a browser. */
	url: string;
	/** What the jobs are kept in. */
	engine: Engine['kind'];
	/** Puts jobs under way back into the queue and ends everything. Idempotent. */
	close(): Promise<void>;
}

/** Starts all of Studio. What was started is ended again where a part cannot; rejects with {@link CannotStart} for what a person can mend. */
export async function startStudio(
	settings: Settings,
	{ report = logFault }: { report?: (error: unknown) => void } = {},
): Promise<Studio> {
	const closers: (() => Promise<unknown>)[] = [];
	let closing: Promise<void> | undefined;
	const close = () => {
		closing ??= closeInTurn(closers, report);
		return closing;
	};
	try {
		// The port comes first: a second Studio must not touch the first one's data.
		const server = createServer(sayStarting);
		const listening = await listen(server, settings);
		closers.push(async () => server.closeAllConnections());
		await buildFrontEnd();
		const { gateway, parts } = await openParts(settings, { closers, report });
		const app = createApp(parts, { builtFolder });
		await gateway.ready;
		server.off('request', sayStarting);
		const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
		let isEnding = false;
		server.on('request', (request, response) =>
			isEnding ? sayEnding(request, response) : void answer(request, response),
		);
		gateway.attach(server);
		closers.push(async () => {
			// Connections that are open may still ask.
			isEnding = true;
			listening.stop();
		});
		return { url: listening.url, engine: parts.engine.kind, close };
	} catch (error) {
		await close();
		if (error instanceof EngineError)
			throw new CannotStart('engine-not-usable', { message: error.message, cause: error });
		throw error;
	}
}

interface Opening {
	/** What has been opened, in the order of opening. */
	closers: (() => Promise<unknown>)[];
	report(error: unknown): void;
}

/** Opens everything behind the HTTP server. */
async function openParts(
	{ dataFolder, engineUrl, databaseUrl, parallel, metricsToken }: Settings,
	{ closers, report }: Opening,
): Promise<{ gateway: Gateway; parts: StudioParts }> {
	await withFolder(() => mkdir(dataFolder, { recursive: true, mode: 0o700 }));
	const engine = await openEngine(engineUrl, { onError: report });
	// Other engines are shared: there may be more Studios on this one.
	const isAlone = engine.kind === 'pglite';
	closers.push(() => engine.close());
	// After the engine, which refuses a folder that another process is using: this clears what is half done.
	const places = await withFolder(() => preparePlaces(dataFolder, { alone: isAlone }));
	const sql =
		databaseUrl === null && engine.sql !== undefined
			? engine.sql
			: await openOwnSql(databaseUrl, { dataFolder, onError: report });
	if ('close' in sql) closers.push(sql.close);
	await createTables(sql);
	const records = openRecords(sql);
	await seed({ sql, records, stillsFolder: places.shippedStills, now: Date.now() });
	const people = await loadPeople(sql);
	const logins = await createLogins({ sql, people, key: await loadOrCreateKey(dataFolder) });
	const run = createRunScene({ records, places });
	const worker = createWorker({ engine, queue: sceneQueue, concurrency: parallel, run });
	closers.push(() => worker.close());
	await worker.ready;

	const source = engine.source({ queues: [sceneQueue] });
	const gateway = createGateway({
		source,
		parallel: isAlone ? { [sceneQueue]: parallel } : {},
		metrics: metricsToken === undefined ? undefined : { authorise: createMetricsGuard(metricsToken), process: true },
		log: pinoLog(logger),
		comeBack: isAlone ? comeBack.afterStart : comeBack.elsewhere,
		async authenticate({ headers }) {
			const login = await logins.find(headers.get('cookie'));
			if (!login) return null;
			const { person, expiresAt, id: loginId } = login;
			return { id: person.id, name: person.name, seesAll: person.role === 'lead', expiresAt, loginId };
		},
	});
	closers.push(() => gateway.close());
	const endConnections: StudioParts['endConnections'] = (login) => gateway.closeViewer(login);
	const health: StudioParts['health'] = () => gateway.fetch(new Request('http://localhost/jobtray/healthz'));
	const answers = { endConnections, health, report, now: Date.now };
	return { gateway, parts: { engine, source, people, logins, records, places, parallel, ...answers } };
}

async function withFolder<T>(use: () => Promise<T>): Promise<T> {
	try {
		return await use();
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new CannotStart('data-not-usable', {
			message: `The data folder cannot be used (${reason}). Give another: STUDIO_DATA=folder npm start`,
			cause,
		});
	}
}

/** What was opened last is closed first; one part that fails to close must not keep the others open. */
async function closeInTurn(closers: (() => Promise<unknown>)[], report: (error: unknown) => void): Promise<void> {
	for (const closeOne of closers.splice(0).reverse()) await closeOne().catch(report);
}

function sayStarting(_request: IncomingMessage, response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', refresh: '1' });
	response.end('Studio is starting. This page reloads by itself.\n');
}

function sayEnding(_request: IncomingMessage, response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', connection: 'close' });
	response.end('Studio is ending. Ask again in a moment.\n');
}

function logFault(error: unknown): void {
	logger.error({ event: 'studio-failed', err: error }, 'Something in Studio failed.');
}
