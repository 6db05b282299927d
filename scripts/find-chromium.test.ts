import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'find-chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function addProgram(name: string): string {
	const path = join(folder, name);
	writeFileSync(path, '');
	chmodSync(path, 0o755);
	return path;
}

describe('the search for a Chromium', () => {
	it('takes the one that was asked for before any other', () => {
		addProgram('chromium');
		const asked = addProgram('my-browser');
		expect(findChromium({ CHROMIUM_PATH: asked, PATH: folder })).toEqual({ path: asked, from: 'CHROMIUM_PATH' });
	});

	it('says so when the one that was asked for is not there', () => {
		expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: '' })).toThrow(
			'CHROMIUM_PATH is "/nowhere/chromium", which is no program. Correct or unset it.',
		);
	});

	it('finds the usual names on the PATH, Chromium first', () => {
		addProgram('google-chrome');
		const chromium = addProgram('chromium-browser');
		expect(findChromium({ PATH: `/nowhere:${folder}` })).toEqual({ path: chromium, from: 'the PATH' });
	});
});
