import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The database that Studio keeps its own data in, in a schema of its own. */
export interface Sql {
	/** One statement with parameters. */
	query(text: string, params: unknown[]): Promise<Record<string, unknown>[]>;
	/** Several statements without parameters. */
	exec(text: string): Promise<unknown>;
}

/** Opens an embedded Postgres for Studio's data alone, where the engine keeps its jobs in Redis. */
export async function openOwnSql(dataFolder: string): Promise<Sql & { close(): Promise<void> }> {
	const folder = join(dataFolder, 'data');
	await mkdir(folder, { recursive: true });
	const { PGlite } = await import('@electric-sql/pglite');
	const database = await PGlite.create(folder);
	let closing: Promise<void> | undefined;
	return {
		query: async (text, params) => (await database.query<Record<string, unknown>>(text, params)).rows,
		exec: (text) => database.exec(text),
		close() {
			closing ??= database.close();
			return closing;
		},
	};
}
