import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'duplicates-'));
	copyFileSync(join(root, '.jscpd.json'), join(folder, '.jscpd.json'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the check as `npm run check -- duplicates` does, and tells whether it passes. */
function isPassing(): Promise<boolean> {
	return new Promise((done) => {
		execFile(join(root, 'node_modules/.bin/jscpd'), ['.'], { cwd: folder }, (error) => done(error === null));
	});
}

const code = Array.from(
	{ length: 12 },
	(_, at) => `export const size${at} = { width: ${at} + 1, height: ${at} * 2 };`,
).join('\n');

it('[QA1] passes where nothing is copied', async () => {
	writeFileSync(join(folder, 'one.ts'), code);
	expect(await isPassing()).toBe(true);
});

it('[QA1] fails on copied code', async () => {
	writeFileSync(join(folder, 'one.ts'), code);
	writeFileSync(join(folder, 'two.ts'), code);
	expect(await isPassing()).toBe(false);
});
