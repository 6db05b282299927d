import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that tests run, with the Debian package that each is in and where that puts it beside the PATH. */
export const programs = {
	'redis-server': { package: 'redis-server', folders: () => [] },
	// Debian keeps Postgres off the PATH, one folder a version; the newest comes first.
	postgres: { package: 'postgresql', folders: postgresFolders },
	initdb: { package: 'postgresql', folders: postgresFolders },
	nginx: { package: 'nginx-light', folders: () => ['/usr/sbin', '/usr/local/sbin'] },
	openssl: { package: 'openssl', folders: () => [] },
} as const satisfies Record<string, { package: string; folders: () => string[] }>;

/** A program that tests run. */
export type ProgramName = keyof typeof programs;

/** Where a program is. */
export interface FoundProgram {
	path: string;
}

/** Looks for a program where its package puts it, then on the PATH. Installs nothing; `null` where there is none. */
export function findProgram(name: ProgramName, env: NodeJS.ProcessEnv = process.env): FoundProgram | null {
	const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	const path = [...programs[name].folders(), ...onPath].map((folder) => join(folder, name)).find(isProgram);
	return path === undefined ? null : { path };
}

function postgresFolders(): string[] {
	const root = '/usr/lib/postgresql';
	try {
		const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one));
		return versions.map((version) => join(root, version, 'bin'));
	} catch {
		// Not a Debian, or no Postgres: the PATH remains.
		return [];
	}
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		// Not there or not executable: for the search that is the same.
		return false;
	}
}
