import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPgliteDirectory } from './create-pglite-directory.ts';
import { openEngine } from './open-engine.ts';

let root: string;
let directory: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'jobtray-create-'));
	directory = join(root, 'jobs');
});

afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** A program called node that does something else. */
async function writeProgram(script: string): Promise<string> {
	await mkdir(join(root, 'bin'), { recursive: true });
	const path = join(root, 'bin', 'node');
	await writeFile(path, `#!/bin/sh\n${script}\n`);
	await chmod(path, 0o755);
	return path;
}

/** Opens an engine in a process of its own, and resolves once that begins to create the database. */
async function startCreating(): Promise<ChildProcess> {
	const script = fileURLToPath(new URL('fixtures/work-until-killed.ts', import.meta.url));
	const watcher = watch(root);
	const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, `pglite:${directory}`], {
		stdio: 'ignore',
	});
	for await (const [, name] of on(watcher, 'change')) if (String(name).startsWith('jobs.new-')) break;
	watcher.close();
	return child;
}

test('[EN71] the database appears in its place when it is complete; a kill leaves nothing that the next start minds', async () => {
	const child = await startCreating();
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect(existsSync(directory)).toBe(false);

	const engine = await openEngine(`pglite:${directory}`);
	expect(await engine.sql?.query('show shared_buffers', [])).toEqual([{ shared_buffers: '16MB' }]);
	await engine.close();
	expect(await readdir(root)).toEqual(['jobs']);
}, 120_000);

test('[EN71] what keeps it from being created is said, and nothing is left of it', async () => {
	const executable = await writeProgram('echo half >"$4/half"; echo "ENOSPC: no space left on device" >&2; exit 1');
	await expect(createPgliteDirectory(directory, { executable })).rejects.toThrow('ENOSPC: no space left on device');
	expect(await readdir(root)).toEqual(['bin']);
	const killed = await writeProgram('kill -9 $$');
	await expect(createPgliteDirectory(directory, { executable: killed })).rejects.toThrow('ended with SIGKILL');
});

test('[EN72] where no process can be started, or something stands in its place, opening creates the database', async () => {
	await createPgliteDirectory(directory, { executable: join(root, 'none', 'node') });
	await createPgliteDirectory(directory, { executable: join(root, 'none', 'electron') });
	const refused = await writeProgram('');
	await chmod(refused, 0o644);
	await createPgliteDirectory(directory, { executable: refused });
	await mkdir(join(directory, 'lost+found'), { recursive: true });
	await createPgliteDirectory(directory);
	expect(await readdir(directory)).toEqual(['lost+found']);
	expect((await readdir(root)).sort()).toEqual(['bin', 'jobs']);
	await rm(join(directory, 'lost+found'), { recursive: true });
	const engine = await openEngine(`pglite:${directory}`);
	await engine.close();
}, 120_000);
