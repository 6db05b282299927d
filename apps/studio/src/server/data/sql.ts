import { join } from 'node:path';
import { openEngine } from 'jobtray/bullmq';

/** The database that Studio keeps its own data in, in a schema of its own. */
export interface Sql {
	/** One statement with parameters. */
	query(text: string, params: unknown[]): Promise<Record<string, unknown>[]>;
	/** Several statements without parameters. */
	exec(text: string): Promise<unknown>;
}

/**
 * Opens a database for Studio's data alone, where the engine has none: the given one, or an embedded one in the data folder. It is
 * opened as an engine is, for its lock, its settings and its errors; no jobs are kept in it.
 */
export async function openOwnSql(
	databaseUrl: string | null,
	{ dataFolder, onError }: { dataFolder: string; onError: (error: unknown) => void },
): Promise<Sql & { close(): Promise<void> }> {
	const engine = await openEngine(databaseUrl ?? `pglite:${join(dataFolder, 'data')}`, { onError });
	const { sql } = engine;
	if (sql === undefined) throw new Error('Only Postgres and PGlite are opened here, and both have SQL.');
	return { query: sql.query, exec: sql.exec, close: () => engine.close() };
}
