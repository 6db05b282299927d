import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createFakeStorage } from '../../testing/fake-storage.ts';
import { createFallBackLedger } from './fall-back-ledger.ts';
import { createIndexedDbLedger } from './indexed-db-ledger.ts';
import type { Ledger, Told } from './ledger.ts';
import { openLedger } from './open-ledger.ts';
import { createStorageLedger } from './storage-ledger.ts';

const hourMs = 3_600_000;
const now = 1_000 * hourMs;
const clock = createFakeClock(now);
let names = 0;

const broken: Ledger = {
	toldUpTo: () => Promise.reject(new Error('blocked')),
	claim: () => Promise.reject(new Error('blocked')),
	close() {},
};

/** Each opens a device, on which one can open ledgers. */
const devices: Record<string, () => () => Ledger> = {
	IndexedDB() {
		names += 1;
		const name = `jobtray:test:${names}`;
		return () => createIndexedDbLedger(name);
	},
	storage() {
		const storage = createFakeStorage();
		return () => createStorageLedger({ storage: storage.tab(), name: 'jobtray:test' });
	},
	'a fall-back': () => {
		const storage = createFakeStorage();
		return () => {
			const second = createStorageLedger({ storage: storage.tab(), name: 'jobtray:test' });
			return createFallBackLedger({ first: broken, second, clock });
		};
	},
};

function told(id: string, finishedAt = now): Told {
	return { id, finishedAt };
}

describe.each(Object.entries(devices))('a ledger in %s', (_, openDevice) => {
	test('[AT1] gives each end to one of the tabs that claim it at the same time', async () => {
		const open = openDevice();
		const ledgers = [open(), open(), open(), open(), open()];
		const won = await Promise.all(ledgers.map((ledger) => ledger.claim([told('a'), told('b')])));
		expect(won.flatMap((ids) => [...ids]).toSorted()).toEqual(['a', 'b']);
		for (const ledger of ledgers) ledger.close();
	});

	test('[AT2] knows what was claimed before, and gives the rest', async () => {
		const open = openDevice();
		const before = open();
		await before.claim([told('a')]);
		before.close();
		const after = open();
		expect(await after.claim([told('a'), told('b')])).toEqual(new Set(['b']));
		after.close();
	});

	test('[AT3] starts at the first visit, and keeps to that', async () => {
		const open = openDevice();
		const ledger = open();
		expect(await ledger.toldUpTo(now)).toBe(now);
		expect(await ledger.toldUpTo(now + 5_000)).toBe(now);
		ledger.close();
		const again = open();
		expect(await again.toldUpTo(now + hourMs)).toBe(now);
		again.close();
	});

	test('[AT11] forgets what is older than 48 h, and counts everything up to it as told', async () => {
		const ledger = openDevice()();
		await ledger.toldUpTo(now);
		await ledger.claim([told('old', now + 1), told('new', now + 2 * hourMs)]);
		expect(await ledger.toldUpTo(now + 49 * hourMs)).toBe(now + 1);
		expect(await ledger.claim([told('old', now + 1), told('new')])).toEqual(new Set(['old']));
		ledger.close();
	});

	test('[AT11] keeps the newest 2,000', async () => {
		const ledger = openDevice()();
		await ledger.toldUpTo(now);
		await ledger.claim(Array.from({ length: 2_010 }, (_, at) => told(`${at}`, now + at)));
		expect(await ledger.toldUpTo(now + 5_000)).toBe(now + 9);
		expect(await ledger.claim([told('9'), told('10')])).toEqual(new Set(['9']));
		ledger.close();
	});

	test('[AT15] closes more than once, and before it was used', async () => {
		const ledger = openDevice()();
		ledger.close();
		ledger.close();
	});
});

describe('where a browser does not help', () => {
	test('[AT12] a ledger without IndexedDB is kept in the storage', async () => {
		vi.stubGlobal('indexedDB', undefined);
		const storage = createFakeStorage();
		const open = () => openLedger({ name: 'jobtray:test', storage: storage.tab(), clock });
		expect(await open().claim([told('a')])).toEqual(new Set(['a']));
		expect(await open().claim([told('a')])).toEqual(new Set());
		vi.unstubAllGlobals();
	});

	test('[AT12] a ledger that was given up is not asked again, though it would answer', async () => {
		const [first, second] = [1, 2].map((at) =>
			createStorageLedger({ storage: createFakeStorage().tab(), name: `jobtray:${at}` }),
		) as [Ledger, Ledger];
		let fails = true;
		const claim: Ledger['claim'] = (ends) => (fails ? broken.claim(ends) : first.claim(ends));
		const ledger = createFallBackLedger({ first: { ...first, claim }, second, clock });
		expect(await ledger.claim([told('a')])).toEqual(new Set(['a']));
		fails = false;
		expect(await ledger.claim([told('a')])).toEqual(new Set());
	});

	test('[AT12] a ledger that does not answer for 3 s is given up, and no timer is left', async () => {
		const silent: Ledger = { ...broken, claim: () => new Promise(() => {}) };
		const second = createStorageLedger({ storage: createFakeStorage().tab(), name: 'jobtray:test' });
		const still = createFakeClock();
		const ledger = createFallBackLedger({ first: silent, second, clock: still });
		const won = ledger.claim([told('a')]);
		still.advance(3_000);
		expect(await won).toEqual(new Set(['a']));
		expect(still.pending()).toBe(0);
	});

	test('[AT12] a ledger whose database was made by somebody else is kept in the storage', async () => {
		const name = 'jobtray:other';
		await new Promise<void>((resolve) => {
			const request = indexedDB.open(name, 7);
			request.onsuccess = () => {
				request.result.close();
				resolve();
			};
		});
		const ledger = openLedger({ name, storage: createFakeStorage().tab(), clock });
		expect(await ledger.toldUpTo(now)).toBe(now);
		expect(await ledger.claim([told('a')])).toEqual(new Set(['a']));
		ledger.close();
	});

	test('[AT12] a ledger goes on after its database was deleted under it', async () => {
		const ledger = createIndexedDbLedger('jobtray:deleted');
		await ledger.claim([told('a')]);
		await new Promise<void>((resolve) => {
			indexedDB.deleteDatabase('jobtray:deleted').onsuccess = () => resolve();
		});
		expect(await ledger.claim([told('a')])).toEqual(new Set(['a']));
		ledger.close();
	});

	test.each([
		['{', 'no JSON'],
		['7', 'a number'],
		['{"upTo":"x","told":{"a":1}}', 'wrong types'],
		['{"upTo":-5,"told":[[1,2],null,["a"],{}]}', 'wrong entries'],
		['{"upTo":1e300}', 'a time that cannot be'],
	])('[AT12] garbage in the storage makes a fresh start: %s (%s)', async (text) => {
		const storage = createFakeStorage();
		storage.texts.set('jobtray:test:told', text);
		const ledger = createStorageLedger({ storage: storage.tab(), name: 'jobtray:test' });
		expect(await ledger.toldUpTo(now)).toBe(now);
		expect(await ledger.claim([told('a')])).toEqual(new Set(['a']));
	});
});
