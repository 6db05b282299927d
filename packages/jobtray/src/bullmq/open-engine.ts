import { controlNamespace, createControl } from './control.ts';
import { createSource } from './create-source.ts';
import type { Engine, JobQueue } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { openRedis } from './open-redis.ts';
import { type EngineAddress, parseEngineUrl } from './parse-engine-url.ts';

/** How to open an engine. */
export interface EngineOptions {
	/** What BullMQ's keys begin with on Redis; default `bull`. On Postgres everything is in the schema `bullmq`. */
	queuePrefix?: string;
	/** Where errors in the background go; default the console. */
	onError?: (error: unknown) => void;
}

/**
 * Opens a BullMQ store: `pglite:DIRECTORY` (Postgres in this process, on disk), `pglite:memory`, `postgres://…`, `redis://…`,
 * `valkey://…`. Rejects with an {@link EngineError}.
 *
 * ```ts
 * const engine = await openEngine('pglite:.data/jobs');
 * await engine.queue('render').add('scene', describeJob({ scene: 3 }, { name: 'Scene 3' }));
 * ```
 */
export async function openEngine(url: string, options: EngineOptions = {}): Promise<Engine> {
	const address = parseEngineUrl(url);
	const bullmq = await importPeer('bullmq', () => import('bullmq'));
	const store = await openStore(address, options);
	const onError = options.onError ?? ((error) => console.error('jobtray engine:', error));
	const relay = store.openRelay(controlNamespace);
	relay.on('error', onError);
	const control = createControl(relay, onError);
	const queues = new Map<string, JobQueue>();
	const owned = new Set<{ close(): Promise<void> }>();
	let closing: Promise<void> | null = null;

	async function closeAll(): Promise<void> {
		// One that fails to close must not keep the others open.
		for (const layer of [[...owned], [...queues.values()], [control], [store]]) {
			for (const result of await Promise.allSettled(layer.map((thing) => thing.close()))) {
				if (result.status === 'rejected') onError(result.reason);
			}
		}
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
			const queue: JobQueue = new bullmq.Queue(name, store.options, store.backend);
			queue.on('error', onError);
			queues.set(name, queue);
			return queue;
		},
		source(sourceOptions) {
			assertOpen();
			const source = createSource(sourceOptions, { engine, store });
			own(source);
			return source;
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

function openStore(address: EngineAddress, { queuePrefix }: EngineOptions): Promise<JobStore> {
	switch (address.kind) {
		case 'pglite':
			return openPglite(address.directory);
		case 'postgres':
			return openPostgres(address.url);
		case 'redis':
			return openRedis(address.url, { prefix: queuePrefix ?? 'bull' });
	}
}
