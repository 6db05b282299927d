import { expect, test } from 'vitest';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { runClock } from '../../testing/run-clock.ts';
import { createBoard } from '../board/board.ts';
import { cleanRecord } from '../board/clean-record.ts';
import type { Delivery } from './delivery.ts';
import { createFollower } from './follower.ts';
import { createHost } from './host.ts';
import { busVersion, type GatewayMessage, type ToGateway, type ToKeeper } from './messages.ts';

const owner = { id: 'ann', name: 'Ann' };

function openFollower(term: number) {
	const clock = createFakeClock(1_000);
	const sent: ToKeeper[] = [];
	const taken: Delivery[] = [];
	let streams = 0;
	const follower = createFollower({
		clock,
		term,
		nextStream: () => ++streams,
		names: () => ['of:ann'],
		send: (message) => sent.push(message),
		take: (delivery) => taken.push(delivery),
		onHeard: () => {},
	});
	return { clock, follower, sent, taken };
}

function rowsOf(stamp: { term: number; stream: number; seq: number }, more: Partial<Delivery> = {}): GatewayMessage {
	const { begin = [], removed = [], end = [], rev = 0 } = more;
	return { v: busVersion, queue: 'work', type: 'rows', begin, removed, rows: [], end, rev, ...stamp };
}

test('[SH13] a keeper that speaks in an older term is not heard, though it answers the same question', () => {
	const { follower, taken } = openFollower(3);
	follower.hear(rowsOf({ term: 2, stream: 1, seq: 1 }));
	expect(taken).toEqual([]);
	follower.hear(rowsOf({ term: 5, stream: 1, seq: 1 }));
	follower.hear(rowsOf({ term: 4, stream: 1, seq: 2 }));
	expect(taken.length).toBe(1);
	follower.hear(rowsOf({ term: 5, stream: 1, seq: 2 }));
	expect(taken.length).toBe(2);
	follower.kept(6);
	follower.hear(rowsOf({ term: 5, stream: 1, seq: 3 }));
	expect(taken.length).toBe(2);
});

test('[SH15] what is missing is asked for at the next message, from where one is', () => {
	const { clock, follower, sent, taken } = openFollower(5);
	follower.hear(rowsOf({ term: 5, stream: 1, seq: 1 }, { end: ['of:ann'], rev: 7 }));
	clock.advance(1_000);
	sent.length = 0;
	follower.hear(rowsOf({ term: 5, stream: 1, seq: 3 }));
	expect(taken.length).toBe(1);
	const known = { known: ['of:ann'], fresh: [], rev: 7 };
	expect(sent).toEqual([{ type: 'open', stream: 2, part: 0, parts: 1, term: 5, ...known }]);
});

test('[SH12] [SH15] a keeper that is not certain of its lease says nothing, and what it kept back is missed once it is', async () => {
	const clock = createFakeClock(1_000);
	const board = createBoard({ epoch: 'a', finished: { limit: 5, maxAgeMs: 1_000_000 }, parallel: {} });
	const sent: ToGateway[] = [];
	let isInTime = true;
	const host = createHost({
		queue: 'work',
		board,
		tenure: { term: 5, isInTime: () => isInTime },
		clock,
		state: () => ({ reachable: true, sweptAt: 1 }),
		send: async (_gateway, message) => void sent.push(message),
		look: () => {},
	});
	const add = (key: string) => {
		const can = { pause: false, cancel: false, retry: false };
		const record = {
			key,
			queue: 'work',
			run: 1,
			name: 'A',
			kind: 'k',
			owner,
			status: 'queued',
			progress: null,
		} as const;
		const clean = cleanRecord({ ...record, createdAt: 1, can }, 1);
		if (clean !== null) board.read(clean, { askedAtStep: 0, now: clock.now() });
	};
	const opening = { type: 'open', stream: 1, part: 0, parts: 1, term: 0, rev: 0 } as const;
	host.hear({ ...opening, known: [], fresh: ['of:ann'], v: busVersion, queue: 'work', gateway: 'b' });
	add('work:1');
	await runClock(clock, 100);
	expect(sent.map(({ type }) => type)).toContain('rows');
	isInTime = false;
	const before = sent.length;
	add('work:2');
	host.hear({ type: 'beat', stream: 9, version: 0, seq: 0, v: busVersion, queue: 'work', gateway: 'c' });
	await runClock(clock, 3_000);
	expect(sent.length).toBe(before);
	isInTime = true;
	await runClock(clock, 2_000);
	const told = sent.filter(({ type }) => type === 'rows').length;
	expect(sent.at(-1)).toMatchObject({ type: 'alive', stream: 1, seq: told + 1 });
	host.close();
	expect(clock.pending()).toBe(0);
});
