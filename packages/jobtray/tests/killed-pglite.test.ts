import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from 'jobtray/bullmq';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgram } from '../src/testing/start-program.ts';

vi.setConfig({ testTimeout: 240_000 });

const addUntilKilled = new URL('../src/bullmq/fixtures/add-until-killed.ts', import.meta.url);

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jobtray-killed-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('[EN43] killed while it writes, again and again, an embedded engine has every job that it had taken', async () => {
	const url = `pglite:${join(root, 'jobs')}`;
	const notes = join(root, 'notes');
	const taken = () => (existsSync(notes) ? readFileSync(notes, 'utf8').split('\n').slice(0, -1) : []);
	for (let time = 0; time < 2; time += 1) {
		const before = taken().length;
		const program = await startProgram(addUntilKilled, [url, notes]);
		await expect.poll(() => taken().length, { timeout: 30_000, interval: 1 }).toBeGreaterThan(before + 20);
		await program.kill();
		const engine = await openEngine(url);
		const source = engine.source({ queues: ['render'] });
		const listed = new Set((await source.list({ finishedSince: 0 })).map(({ key }) => key));
		expect(taken().filter((key) => !listed.has(key))).toEqual([]);
		// The one that was being taken when it was killed may be there or not.
		expect(listed.size - taken().length).toBeLessThanOrEqual(time + 1);
		expect(await source.read([...listed])).toHaveLength(listed.size);
		await engine.close();
	}
});
