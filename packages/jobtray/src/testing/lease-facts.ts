import type { Leases } from '../server/sharing/leases.ts';
import { expectSame, expectThat } from './expect-that.ts';

/** Leases to be tested. */
export interface LeasesHarness {
	leases: Leases;
	/** A name that nobody has used. */
	name: string;
	/** Lets time go by. */
	wait(ms: number): Promise<void>;
}

/** What holds for all leases. */
export const leaseFacts: readonly { fact: string; check(harness: LeasesHarness): Promise<void> }[] = [
	{
		fact: '[SH20] a lease has one holder at a time, also where many ask at once',
		async check({ leases, name }) {
			const asked = ['a', 'b', 'c', 'd', 'e'].map((holder) => leases.acquire(name, { holder, ttlMs: 10_000 }));
			const answers = await Promise.all(asked);
			expectSame('how many hold it', answers.filter(({ type }) => type === 'held').length, 1);
			for (const answer of answers) {
				if (answer.type === 'taken') expectThat('time left', answer, answer.leftMs > 5_000 && answer.leftMs <= 10_000);
			}
			const elsewhere = await leases.acquire(`${name}-2`, { holder: 'b', ttlMs: 10_000 });
			expectSame('another name', elsewhere.type, 'held');
		},
	},
	{
		fact: '[SH21] a lease that is not renewed is free after its time, and the next term is higher',
		async check({ leases, name, wait }) {
			const first = await leases.acquire(name, { holder: 'a', ttlMs: 300 });
			expectThat('to hold it', first, first.type === 'held');
			await wait(400);
			expectSame('a renewal', await leases.renew(name, { holder: 'a', term: first.term, ttlMs: 300 }), false);
			const second = await leases.acquire(name, { holder: 'b', ttlMs: 10_000 });
			expectThat('a higher term', [first, second], second.type === 'held' && second.term > first.term);
			expectSame('a late renewal', await leases.renew(name, { holder: 'a', term: first.term, ttlMs: 300 }), false);
			await leases.release(name, { holder: 'a', term: first.term });
			expectSame('after a late release', (await leases.acquire(name, { holder: 'c', ttlMs: 300 })).type, 'taken');
		},
	},
	{
		fact: '[SH22] a lease that is renewed stays, in the same term',
		async check({ leases, name, wait }) {
			const held = await leases.acquire(name, { holder: 'a', ttlMs: 1_000 });
			expectThat('to hold it', held, held.type === 'held');
			for (let time = 0; time < 4; time++) {
				await wait(400);
				expectSame('a renewal', await leases.renew(name, { holder: 'a', term: held.term, ttlMs: 1_000 }), true);
			}
			expectSame('meanwhile', (await leases.acquire(name, { holder: 'b', ttlMs: 1_000 })).type, 'taken');
			expectSame('in another term', await leases.renew(name, { holder: 'a', term: held.term + 1, ttlMs: 9 }), false);
		},
	},
	{
		fact: '[SH23] a lease that is given back is free at once',
		async check({ leases, name }) {
			const first = await leases.acquire(name, { holder: 'a', ttlMs: 10_000 });
			expectThat('to hold it', first, first.type === 'held');
			await leases.release(name, { holder: 'a', term: first.term });
			expectSame('a renewal', await leases.renew(name, { holder: 'a', term: first.term, ttlMs: 9 }), false);
			const second = await leases.acquire(name, { holder: 'b', ttlMs: 10_000 });
			expectThat('a higher term', [first, second], second.type === 'held' && second.term > first.term);
		},
	},
];
