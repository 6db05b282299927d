import type { ConnectionOptions } from 'node:tls';
import { systemClock } from '../server/clock.ts';
import { closeInLayers } from './close-in-layers.ts';
import { controlNamespace, createControl } from './control.ts';
import { createSource } from './create-source.ts';
import type { Engine, JobQueue } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { hideSecrets, toSecrets } from './hide-secrets.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { openRedis } from './open-redis.ts';
import { type EngineAddress, parseEngineUrl } from './parse-engine-url.ts';

/** How long closing may take where the store is out of reach, milliseconds: what hosts give a process to end. */
const closeWithinMs = 8_000;

/** How to open an engine. */
export interface EngineOptions {
	/** What BullMQ's keys begin with on Redis; default `bull`. On Postgres everything is in the schema `bullmq`. */
	queuePrefix?: string;
	/** For `rediss://` and `valkeys://`: what Node's `tls.connect` takes, such as `ca`. Default the machine's certificate authorities. */
	tls?: ConnectionOptions;
	/** Where errors in the background go; default the console. */
	onError?: (error: unknown) => void;
}

/**
 * Opens a BullMQ store: `pglite:DIRECTORY` (Postgres in this process, on disk), `pglite:memory`, `postgres://…`, `redis://…`,
 * `valkey://…`, or with commas several nodes of a Redis Cluster. Rejects with an {@link EngineError}; what the address keeps
 * secret is in no error.
 *
 * ```ts
 * const engine = await openEngine('pglite:.data/jobs');
 * await engine.queue('render').add('scene', describeJob({ scene: 3 }, { name: 'Scene 3' }));
 * ```
 */
export async function openEngine(url: string, options: EngineOptions = {}): Promise<Engine> {
	const address = parseEngineUrl(url);
	const secrets = toSecrets(url);
	const report = options.onError ?? logError;
	const onError = (error: unknown) => report(hideSecrets(error, secrets));
	try {
		return await openAt(address, { ...options, onError });
	} catch (error) {
		if (error instanceof EngineError) error.cause = hideSecrets(error.cause, secrets);
		throw hideSecrets(error, secrets);
	}
}

/** Without what clients hang on to their errors: pg its whole connection. */
function logError(error: unknown): void {
	console.error('jobtray engine:', error instanceof Error ? (error.stack ?? error.message) : error);
}

async function openAt(
	address: EngineAddress,
	options: EngineOptions & { onError(error: unknown): void },
): Promise<Engine> {
	const bullmq = await importPeer('bullmq', () => import('bullmq'));
	const store = await openStore(address, options);
	const { onError } = options;
	const relay = store.openRelay(controlNamespace);
	relay.on('error', onError);
	const control = createControl(relay, onError);
	const queues = new Map<string, JobQueue>();
	const owned = new Set<{ close(): Promise<void> }>();
	let closing: Promise<void> | null = null;

	function closeAll(): Promise<void> {
		const layers = [[...owned], [...queues.values()], [control], [store]];
		return closeInLayers({ layers, withinMs: closeWithinMs, onError, clock: systemClock });
	}

	function own(thing: { close(): Promise<void> }): () => void {
		owned.add(thing);
		return () => owned.delete(thing);
	}

	function assertOpen(): void {
		if (closing !== null) throw new EngineError('closed', 'The engine was closed. Open another with openEngine().');
	}

	const engine: Engine = {
		kind: store.kind,
		queue(name) {
			const known = queues.get(name);
			if (known !== undefined) return known;
			assertOpen();
			store.assertQueue?.(name);
			const queue: JobQueue = new bullmq.Queue(name, store.options, store.backend);
			queue.on('error', onError);
			queues.set(name, queue);
			return queue;
		},
		source(sourceOptions) {
			assertOpen();
			for (const queue of sourceOptions.queues) store.assertQueue?.(typeof queue === 'string' ? queue : queue.name);
			const source = createSource(sourceOptions, { engine, store });
			own(source);
			return source;
		},
		async sharing() {
			assertOpen();
			const { openSharing } = await import('./sharing/open-sharing.ts');
			return openSharing(engine);
		},
		sql: store.sql,
		control,
		bullmq: { options: store.options, backend: store.backend, openRelay: store.openRelay },
		own,
		onError,
		close() {
			closing ??= closeAll();
			return closing;
		},
	};

	try {
		await control.ready;
	} catch (cause) {
		await engine.close();
		throw cause instanceof EngineError ? cause : new EngineError('unreachable', 'The store cannot be used.', { cause });
	}
	return engine;
}

function openStore(address: EngineAddress, { queuePrefix, tls }: EngineOptions): Promise<JobStore> {
	switch (address.kind) {
		case 'pglite':
			return openPglite(address.directory);
		case 'postgres':
			return openPostgres(address.url);
		case 'redis':
			return openRedis({ urls: address.urls, tls }, { prefix: queuePrefix ?? 'bull' });
	}
}
