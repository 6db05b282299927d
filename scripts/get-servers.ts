import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram, type ProgramName, programs } from 'test-servers';
import { hasApt, installPackages } from './debian-packages.ts';

/** Read by Debian's Postgres when it is installed: without it that sets up a database of its own. */
const noCluster = '/etc/postgresql-common/createcluster.d/test-servers.conf';

/** Asked by Debian's packages whether they may start what they have installed; 101 says no. */
const policy = '/usr/sbin/policy-rc.d';

const names = Object.keys(programs) as ProgramName[];

/**
 * Gets the servers that tests run (Redis, Postgres, nginx) as root on Debian where there are none; nothing of them is started.
 * Says in one line what it did.
 */
export async function getServers(): Promise<void> {
	console.log(`servers: ${await find()}`);
}

async function find(): Promise<string> {
	const before = missing();
	if (before.length === 0) return 'from this machine';
	const fault = hasApt ? await install(before) : '';
	const after = missing();
	const left =
		after.length === 0 ? '' : `there is no ${after.join(', ')}; the tests that use them are left out. ${fault}`;
	const added = before.filter((name) => !after.includes(name));
	return [added.length > 0 ? `installed ${added.join(', ')} with apt-get` : '', left].filter(Boolean).join('; ').trim();
}

function missing(): ProgramName[] {
	return names.filter((name) => findProgram(name) === null);
}

/** Installs the packages of some programs; says why where that fails. */
async function install(wanted: readonly ProgramName[]): Promise<string> {
	const undo = [
		writeAside(policy, { text: '#!/bin/sh\nexit 101\n', mode: 0o755 }),
		writeAside(noCluster, { text: 'create_main_cluster = false\n', mode: 0o644 }),
	];
	try {
		await installPackages([...new Set(wanted.map((name) => programs[name].package))]);
		return '';
	} catch (error) {
		return String(error);
	} finally {
		for (const each of undo) each();
	}
}

/** Writes a file that is not there, and returns what takes it away again. */
function writeAside(path: string, { text, mode }: { text: string; mode: number }): () => void {
	if (existsSync(path)) return () => {};
	mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
	writeFileSync(path, text, { mode });
	return () => rmSync(path, { force: true });
}
