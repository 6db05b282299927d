import { startPostgres, startRedis } from 'test-servers';
import type { TrayServer } from '../servers/tray-server.ts';
import { type Child, openChild } from './child.ts';

/** The engines that are measured. */
export const engineKinds = ['embedded', 'Redis', 'Postgres'] as const;
/** One of them. */
export type EngineKind = (typeof engineKinds)[number];

/** An engine with a gateway's process on it, and one for its workers. */
export interface Backend {
	/** Where the gateway is to be. */
	gateway: Child<TrayServer>;
	/** Where workers are to be; the same process where the engine is embedded. */
	workers: Child<TrayServer>;
	close(): Promise<void>;
}

/** Starts an empty engine and both processes. */
export async function openBackend(kind: EngineKind): Promise<Backend> {
	const store = kind === 'Redis' ? await startRedis() : kind === 'Postgres' ? await startPostgres() : null;
	const gateway = openTrayServer();
	const workers = store === null ? gateway : openTrayServer();
	const processes = new Set([gateway, workers]);
	const close = async () => {
		for (const each of processes) await each.close();
		await store?.stop();
	};
	try {
		for (const each of processes) await each.ask('openEngine', store?.url ?? 'pglite:memory');
		return { gateway, workers, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Starts a process that serves the pages. */
export function openTrayServer(): Child<TrayServer> {
	return openChild<TrayServer>(new URL('../servers/tray-server.ts', import.meta.url));
}
