import { describe, expect, it } from 'vitest';
import { createLazyPart } from './lazy-part.ts';

const loaded = {};

describe('a lazy part', () => {
	it('[PN1] loads once, however often it is asked for', async () => {
		let loads = 0;
		const part = createLazyPart(async () => {
			loads += 1;
			return loaded;
		});
		part.load();
		part.load();
		await Promise.resolve();
		part.load();
		expect([loads, part.get()]).toEqual([1, { status: 'ready', part: loaded }]);
	});

	it('[PN1] says that it could not be loaded, and tries again when asked', async () => {
		let online = false;
		const part = createLazyPart(async () => {
			if (!online) throw new Error('offline');
			return loaded;
		});
		part.load();
		await Promise.resolve();
		await Promise.resolve();
		expect(part.get().status).toBe('failed');
		online = true;
		part.load();
		await Promise.resolve();
		expect(part.get().status).toBe('ready');
	});
});
