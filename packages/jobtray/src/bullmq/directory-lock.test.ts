import { spawnSync } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

let root: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'jobtray-lock-'));
});

afterEach(() => rm(root, { recursive: true }));

test('[EN41] says which other process has a directory', async () => {
	const directory = join(root, 'jobs');
	await writeFile(`${directory}.lock`, JSON.stringify({ pid: process.ppid, started: null }));
	await expect(lockDirectory(directory)).rejects.toMatchObject({
		code: 'directory-in-use',
		message: expect.stringContaining(`in use by process ${process.ppid}. Stop that process`),
	});
});

test('[EN41] asks this process to share what it has opened, not to stop itself, and lets the next in after it', async () => {
	const directory = join(root, 'jobs');
	const lock = await lockDirectory(directory);
	await expect(lockDirectory(directory)).rejects.toMatchObject({
		code: 'directory-in-use',
		message: expect.stringMatching(/already open in this very process\. Open the engine once(?!.*Stop)/),
	});
	await lock.release();
	await lock.release();
	await (await lockDirectory(`${directory}/`)).release();
	await expect(access(`${directory}.lock`)).rejects.toThrow();
});

test('[EN42] takes over what a killed process left behind', async () => {
	const { pid } = spawnSync(process.execPath, ['-e', '']);
	const directory = join(root, 'jobs');
	for (const left of [JSON.stringify({ pid, started: null }), '{"pid":', '']) {
		await writeFile(`${directory}.lock`, left);
		await (await lockDirectory(directory)).release();
	}
});

test.runIf(process.platform === 'linux')(
	'[EN42] takes over from a process whose number has come round again',
	async () => {
		const directory = join(root, 'jobs');
		await writeFile(`${directory}.lock`, JSON.stringify({ pid: process.pid, started: 'an earlier boot:1' }));
		await (await lockDirectory(directory)).release();
	},
);
