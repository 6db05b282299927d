import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../testing/fake-client.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createFakePage, type FakePage } from '../../testing/fake-page.ts';
import { settle } from '../../testing/settle.ts';
import { createChannelPresence } from './channel-presence.ts';
import { createLockPresence, type Locks } from './lock-presence.ts';
import { openPresence } from './open-presence.ts';
import { nobodyThere, type Presence } from './presence.ts';

/** Locks as browsers keep them, of which only shared ones are asked for. */
function createLocks() {
	const held: { name: string }[] = [];
	const state = { fails: false };
	async function request(name: string, _options: LockOptions, use: LockGrantedCallback<unknown>): Promise<void> {
		if (state.fails) throw new Error('This document is not active.');
		const lock = { name };
		await Promise.resolve();
		held.push(lock);
		await use({ name, mode: 'shared' });
		held.splice(held.indexOf(lock), 1);
	}
	async function query(): Promise<LockManagerSnapshot> {
		if (state.fails) throw new Error('This document is not active.');
		return { held: held.map(({ name }) => ({ name, mode: 'shared' })), pending: [] };
	}
	return { held, state, locks: { request, query } as Locks };
}

interface Kind {
	name: string;
	open(page: FakePage, person: string): Presence;
	/** Looks, and lets the time pass that it takes. */
	look(presence: Presence): Promise<unknown>;
}

const clock = createFakeClock();
let { locks } = createLocks();

const kinds: Kind[] = [
	{
		name: 'by locks',
		open: (page, name) => createLockPresence({ locks, name, page }),
		look: (presence) => presence.look(),
	},
	{
		name: 'by a channel between the tabs',
		open: (page, name) => createChannelPresence({ name, page, clock }),
		async look(presence) {
			const answer = presence.look();
			await settle();
			clock.advance(200);
			return answer;
		},
	},
];

describe.each(kinds)('presence $name', ({ open, look }) => {
	const opened: Presence[] = [];
	const openPage = (page: FakePage, person = 'mira') => {
		const presence = open(page, person);
		opened.push(presence);
		return presence;
	};

	beforeEach(() => {
		locks = createLocks().locks;
	});

	afterEach(() => {
		for (const presence of opened.splice(0)) presence.close();
	});

	test('[AT41] tells a hidden tab whether another is seen, focused and read', async () => {
		const hidden = openPage(createFakePage({ hidden: true }));
		expect(await look(hidden)).toEqual(nobodyThere);
		const page = createFakePage({ focused: false });
		const other = openPage(page);
		await settle();
		expect(await look(hidden)).toEqual({ seen: true, focused: false, reading: false });
		other.setReading(true);
		page.set({ focused: true });
		await settle();
		expect(await look(hidden)).toEqual({ seen: true, focused: true, reading: true });
		page.set({ hidden: true });
		await settle();
		expect(await look(hidden)).toEqual(nobodyThere);
	});

	test('[AT41] knows its own page at once, and not other people', async () => {
		const page = createFakePage();
		const own = openPage(page);
		const other = openPage(createFakePage({ hidden: true }), 'noor');
		expect(await look(own)).toEqual({ seen: true, focused: true, reading: false });
		expect(await look(other)).toEqual(nobodyThere);
	});

	test('[AT41] does not count a page that is left, until it comes back, nor one that is closed', async () => {
		const hidden = openPage(createFakePage({ hidden: true }));
		const page = createFakePage();
		const other = openPage(page);
		await settle();
		page.tell('left');
		await settle();
		expect(await look(hidden)).toEqual(nobodyThere);
		page.tell('restored');
		await settle();
		expect(await look(hidden)).toMatchObject({ seen: true, focused: true });
		other.close();
		await settle();
		expect(await look(hidden)).toEqual(nobodyThere);
		expect(page.listeners()).toBe(0);
	});
});

describe('presence', () => {
	test('[AT41] leaves no lock and no timer behind', async () => {
		const { held, locks } = createLocks();
		const presence = createLockPresence({ locks, name: 'mira', page: createFakePage() });
		await settle();
		expect(held.map(({ name }) => name)).toEqual(['mira:seen', 'mira:focused']);
		presence.close();
		await settle();
		expect(held).toEqual([]);
		const asking = createChannelPresence({ name: 'mira', page: createFakePage(), clock });
		const answer = asking.look();
		asking.close();
		expect(await answer).toMatchObject({ seen: true });
		expect(clock.pending()).toBe(0);
	});

	test('[AT41] keeps no channel while its page is left, which would keep that out of the back/forward cache', () => {
		const close = vi.spyOn(BroadcastChannel.prototype, 'close');
		const page = createFakePage();
		const presence = createChannelPresence({ name: 'mira', page, clock });
		expect(close).toHaveBeenCalledTimes(0);
		page.tell('left');
		expect(close).toHaveBeenCalledTimes(1);
		presence.close();
		vi.restoreAllMocks();
	});

	test('[AT41] goes by its own page where locks are refused, or tabs cannot know of each other', async () => {
		const { state, locks } = createLocks();
		state.fails = true;
		const page = createFakePage({ focused: false });
		const presence = createLockPresence({ locks, name: 'mira', page });
		expect(await presence.look()).toEqual({ seen: true, focused: false, reading: false });
		presence.close();
		const alone = openPresence({ client: createFakeClient({ page }), name: 'mira' });
		expect(await alone.look()).toEqual({ seen: true, focused: false, reading: false });
		page.set({ hidden: true });
		expect(await alone.look()).toEqual(nobodyThere);
		alone.close();
		expect(page.listeners()).toBe(0);
	});

	test.each([
		{ without: 'none', navigator: {} },
		{ without: 'some that a host has set to nothing', navigator: { locks: undefined } },
	])('[AT41] uses locks where there are some, else a channel: $without', async ({ navigator }) => {
		const { held, locks } = createLocks();
		vi.stubGlobal('window', {});
		vi.stubGlobal('navigator', { locks });
		const client = createFakeClient();
		const byLocks = openPresence({ client, name: 'mira' });
		await settle();
		expect(held).toHaveLength(2);
		byLocks.close();
		vi.stubGlobal('navigator', navigator);
		const byChannel = openPresence({ client, name: 'mira' });
		const answer = byChannel.look();
		expect(client.clock.pending()).toBe(1);
		byChannel.close();
		expect(await answer).toMatchObject({ focused: true });
		vi.unstubAllGlobals();
	});
});
