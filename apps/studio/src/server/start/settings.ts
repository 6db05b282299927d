import { relative, resolve } from 'node:path';
import { CannotStart } from '../fault.ts';

/** How Studio is to run. */
export interface Settings {
	/** 0 takes any free port. */
	port: number;
	/** Address to listen on. The default is this machine alone: there are no passwords. */
	host: string;
	/** Folder that everything is kept in; absolute. */
	dataFolder: string;
	/** The data folder as it is shown to the person at the terminal. */
	dataShown: string;
	/** Address of the engine. */
	engineUrl: string;
	/** Address of the database for Studio's own tables; `null` where that is up to the engine. */
	databaseUrl: string | null;
	/** How many scenes this process makes at once. */
	parallel: number;
	/** Who brings this as a bearer token may read the figures. Default: nobody may. */
	metricsToken?: string | undefined;
}

/** How many scenes are made at once by a Studio that was not told. */
const parallel = 2;

/** This machine alone, by both its names. */
export const thisMachine = 'localhost';

/**
 * Reads the settings from the environment: `PORT` (3000), `HOST` (this machine alone), `STUDIO_DATA` (`.studio` in the
 * repository), `JOBTRAY_ENGINE` (`pglite:` in the data folder), `STUDIO_DATABASE` (where the engine has its tables; on
 * Redis `pglite:` in the data folder), `STUDIO_PARALLEL` (2 scenes at once), `METRICS_TOKEN` (nobody reads the figures). Relative paths
 * count from where the command was typed.
 */
export function readSettings(
	environment: Readonly<Record<string, string | undefined>>,
	{ repository, workingFolder }: { repository: string; workingFolder: string },
): Settings {
	// npm runs a workspace's script in the workspace, and says here where the person was.
	const from = environment.INIT_CWD || workingFolder;
	const dataFolder = environment.STUDIO_DATA ? resolve(from, environment.STUDIO_DATA) : resolve(repository, '.studio');
	const shown = relative(from, dataFolder);
	return {
		port: readPort(environment.PORT),
		host: environment.HOST || thisMachine,
		dataFolder,
		dataShown: shown === '' || shown.startsWith('..') ? dataFolder : shown,
		engineUrl: toEngineUrl(environment.JOBTRAY_ENGINE, { from, dataFolder }),
		databaseUrl: toDatabaseUrl(environment.STUDIO_DATABASE),
		parallel: readParallel(environment.STUDIO_PARALLEL),
		metricsToken: environment.METRICS_TOKEN || undefined,
	};
}

function readPort(text: string | undefined): number {
	if (text === undefined || text === '') return 3_000;
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new CannotStart('port-not-valid', {
		message: `PORT is "${text}". Give a number from 0 to 65535; 0 takes any free port.`,
	});
}

function readParallel(text: string | undefined): number {
	if (text === undefined || text === '') return parallel;
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= 1 && number <= 64) return number;
	throw new CannotStart('parallel-not-valid', {
		message: `STUDIO_PARALLEL is "${text}". Give how many scenes are made at once, from 1 to 64.`,
	});
}

function toDatabaseUrl(url: string | undefined): string | null {
	if (!url) return null;
	if (/^postgres(ql)?:\/\//.test(url)) return url;
	throw new CannotStart('database-not-valid', {
		message: 'STUDIO_DATABASE is not the address of a Postgres. Give one as postgres://user:password@host/database.',
	});
}

function toEngineUrl(url: string | undefined, { from, dataFolder }: { from: string; dataFolder: string }): string {
	if (!url || url === 'pglite:') return `pglite:${resolve(dataFolder, 'jobs')}`;
	const [, directory] = /^pglite:(?!memory$|\/\/)(.+)$/.exec(url) ?? [];
	return directory === undefined ? url : `pglite:${resolve(from, directory)}`;
}
