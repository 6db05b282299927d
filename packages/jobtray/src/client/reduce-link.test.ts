import { describe, expect, test } from 'vitest';
import { closeCodes } from '../protocol/index.ts';
import { linkMachine } from '../testing/machines/link-machine.ts';
import { stays } from '../testing/machines/machine.ts';
import { decideBackOffMs } from './back-off.ts';
import type { Link, LinkEvent, WithoutStamp } from './link.ts';
import { patience } from './link-steps.ts';
import { reduceLink } from './reduce-link.ts';

const at = 1_000_000;

const links: { [S in Link['status']]: Extract<Link, { status: S }> } = {
	closed: { status: 'closed' },
	connecting: { status: 'connecting', attempt: 2, since: at - 1_000, opened: false, refusals: 0 },
	live: { status: 'live', attempt: 2, since: at - 60_000, heardAt: at - 1_000, probedAt: null },
	waiting: { status: 'waiting', attempt: 2, retryAt: at + 1_000, slow: false, refusals: 0 },
	stopped: { status: 'stopped', reason: 'login' },
};

const events: Record<LinkEvent['type'], WithoutStamp<LinkEvent>> = {
	opened: { type: 'opened' },
	closed: { type: 'closed' },
	reconnectAsked: { type: 'reconnectAsked' },
	socketOpened: { type: 'socketOpened' },
	welcomed: { type: 'welcomed' },
	heard: { type: 'heard' },
	socketClosed: { type: 'socketClosed', code: 1006 },
	timeUp: { type: 'timeUp' },
	woke: { type: 'woke' },
	ticked: { type: 'ticked' },
	doubted: { type: 'doubted' },
	pageLeft: { type: 'pageLeft' },
	refused: { type: 'refused', reason: 'forbidden' },
};

function step(link: Link, event: WithoutStamp<LinkEvent>, random = 0.5) {
	const [next, effects] = reduceLink(link, { ...event, at, random });
	return { next, effects, names: effects.map((effect) => effect.type) };
}

describe('every state knows what to do with every event', () => {
	for (const link of Object.values<Link>(links)) {
		for (const event of Object.values(events)) {
			const expected = linkMachine[link.status][event.type];
			test(`${link.status} + ${event.type}: ${expected}`, () => {
				const { next, names } = step(link, event);
				const told = [`${next.status}:`, ...names].join(' ');
				expect(next === link && names.length === 0 ? stays : told).toBe(expected);
			});
		}
	}
});

describe('after a close', () => {
	test.each([
		[closeCodes.unauthenticated, { status: 'stopped', reason: 'login' }],
		[closeCodes.forbidden, { status: 'stopped', reason: 'forbidden' }],
		[closeCodes.malformed, { status: 'waiting', slow: true, retryAt: at + 45_000 }],
		[closeCodes.tooMany, { status: 'waiting', slow: true, retryAt: at + 45_000 }],
		[closeCodes.restart, { status: 'waiting', slow: false, attempt: 0, retryAt: at + 250 }],
		[1006, { status: 'waiting', slow: false, attempt: 0, retryAt: at + 250 }],
	])('[LK5] [LK6] the code %i says whether to come back', (code, expected) => {
		expect(step(links.live, { type: 'socketClosed', code }).next).toMatchObject(expected);
	});

	test('[LK5] waking up does not shorten a wait the server has asked for', () => {
		const slow: Link = { ...links.waiting, slow: true };
		expect(step(slow, { type: 'woke' }).next).toBe(slow);
		expect(step(slow, { type: 'reconnectAsked' }).next).toMatchObject({ status: 'connecting', attempt: 1 });
	});

	test('[LK4] a server that closes right after its welcome is asked ever more seldom', () => {
		let link: Link = { status: 'closed' };
		const delays: number[] = [];
		link = step(link, { type: 'opened' }).next;
		for (let i = 0; i < 20; i++) {
			link = step(link, { type: 'socketOpened' }).next;
			link = step(link, { type: 'welcomed' }).next;
			link = step(link, { type: 'socketClosed', code: 1000 }, 1).next;
			if (link.status === 'waiting') delays.push(link.retryAt - at);
			link = step(link, { type: 'timeUp' }).next;
		}
		expect(delays).toEqual(Array.from({ length: 20 }, (_, index) => decideBackOffMs(index + 1, 1)));
		expect(delays.at(-1)).toBe(20_000);
	});

	test('[LK26] the link does not come back earlier than the server has said', () => {
		const close = { type: 'socketClosed', code: closeCodes.restart, leastMs: 2_000 } as const;
		expect(step(links.live, close).next).toMatchObject({ status: 'waiting', retryAt: at + 2_000 });
		const often: Link = { ...links.live, attempt: 9, since: at - 1 };
		expect(step(often, close, 1).next).toMatchObject({ retryAt: at + decideBackOffMs(9, 1) });
	});

	test('[LK4] a link that lasted starts the count anew', () => {
		const lasted: Link = { ...links.live, attempt: 9, since: at - patience.lastedMs };
		expect(step(lasted, { type: 'socketClosed', code: 1006 }).next).toMatchObject({ attempt: 0 });
		const short: Link = { ...links.live, attempt: 9, since: at - patience.lastedMs + 1 };
		expect(step(short, { type: 'socketClosed', code: 1006 }).next).toMatchObject({ attempt: 9 });
	});

	test('[LK9] asks over HTTP from the second refused upgrade on, once for each attempt', () => {
		let link: Link = links.connecting;
		const checks: boolean[] = [];
		for (let i = 0; i < 3; i++) {
			const { next, names } = step(link, { type: 'socketClosed', code: 1006 });
			checks.push(names.includes('checkAccess'));
			link = step(next, { type: 'timeUp' }).next;
		}
		expect(checks).toEqual([false, true, true]);
		link = step(link, { type: 'socketOpened' }).next;
		expect(step(link, { type: 'socketClosed', code: 1006 }).next).toMatchObject({ refusals: 0 });
	});
});

describe('whether the server is still there', () => {
	const silentFor = (ms: number): Link => ({ ...links.live, heardAt: at - ms });

	test('[LK10] asks after 35 s of silence, not before', () => {
		expect(step(silentFor(35_000), { type: 'ticked' }).names).toEqual([]);
		expect(step(silentFor(35_001), { type: 'ticked' }).names).toEqual(['send', 'timer']);
	});

	test('[LK10] asks once, and gives up when no answer comes within 5 s', () => {
		const { next, effects } = step(silentFor(36_000), { type: 'ticked' });
		expect(effects).toEqual([
			{ type: 'send', message: { type: 'probe' } },
			{ type: 'timer', delayMs: 5_000 },
		]);
		expect(step(next, { type: 'ticked' }).names).toEqual([]);
		expect(step(next, { type: 'heard' }).effects).toEqual([{ type: 'timer', delayMs: null }]);
		expect(step(next, { type: 'timeUp' }).next).toMatchObject({ status: 'connecting', asOf: at - 36_000 });
	});

	test('[LK10] gives up by the clock where the timer stood still', () => {
		const asked: Link = { ...links.live, heardAt: at - 20_000, probedAt: at - 5_001 };
		expect(step(asked, { type: 'ticked' }).names).toEqual(['connect', 'timer']);
	});

	test('[LK11] asks on waking after 5 s of silence, and after 70 s opens a new socket without asking', () => {
		expect(step(silentFor(5_000), { type: 'woke' }).names).toEqual([]);
		expect(step(silentFor(5_001), { type: 'woke' }).names).toEqual(['send', 'timer']);
		expect(step(silentFor(70_001), { type: 'woke' }).names).toEqual(['connect', 'timer']);
	});

	test('[LK12] asks when the clock was set back, since time stamps then say nothing', () => {
		expect(step(silentFor(-86_400_000), { type: 'ticked' }).names).toEqual(['send', 'timer']);
	});

	test('[LK2] gives up a socket that slept while it was opened', () => {
		const old: Link = { ...links.connecting, since: at - 10_001 };
		expect(step(old, { type: 'woke' }).names).toEqual(['connect', 'timer']);
	});

	test('[LK7] tries when the wait is over by the clock, though the timer stood still', () => {
		expect(step({ ...links.waiting, retryAt: at }, { type: 'ticked' }).next.status).toBe('connecting');
	});
});
