import type { Bus } from '../server/sharing/bus.ts';
import { expectSame } from './expect-that.ts';

/** Two processes' ends of a bus to be tested. */
export interface BusHarness {
	one: Bus;
	two: Bus;
	/** Part of a topic that nobody has used. */
	topic: string;
	/** Resolves once it is so. */
	until(isSo: () => boolean): Promise<void>;
}

/** The largest message that gateways send: a delivery of as many bytes as it is thought to have, and as much again. */
const largeChars = 320 * 1024;

/** What holds for every bus that loses nothing just now. */
export const busFacts: readonly { fact: string; check(harness: BusHarness): Promise<void> }[] = [
	{
		fact: '[SH24] a message comes to all who listen to its topic, its sender included, and to no others',
		async check({ one, two, topic, until }) {
			const heard: unknown[] = [];
			await one.subscribe(`${topic}.a`, (message) => heard.push(['one', message]));
			await two.subscribe(`${topic}.a`, (message) => heard.push(['two', message]));
			await two.subscribe(`${topic}.b`, (message) => heard.push(['other', message]));
			await one.publish(`${topic}.a`, { text: 'é " \\', list: [1, null, { deep: true }] });
			await until(() => heard.length >= 2);
			await two.publish(`${topic}.b`, {});
			await until(() => heard.length >= 3);
			const message = { text: 'é " \\', list: [1, null, { deep: true }] };
			expectSame('what was heard', heard.slice(0, 2).sort(), [
				['one', message],
				['two', message],
			]);
			expectSame('what was heard elsewhere', heard[2], ['other', {}]);
		},
	},
	{
		fact: '[SH25] messages of one sender come in order, also large ones',
		async check({ one, two, topic, until }) {
			const heard: [number, number][] = [];
			await two.subscribe(`${topic}.a`, (message) => {
				const { number, text } = message as { number: number; text: string };
				heard.push([number, text.length]);
			});
			for (let number = 0; number < 50; number++) {
				await one.publish(`${topic}.a`, { number, text: 'x'.repeat(number === 25 ? largeChars : number) });
			}
			await until(() => heard.length === 50);
			const expected = Array.from({ length: 50 }, (_, number) => [number, number === 25 ? largeChars : number]);
			expectSame('what was heard', heard, expected);
		},
	},
	{
		fact: '[SH26] nothing is heard once listening has ended',
		async check({ one, two, topic, until }) {
			const heard: string[] = [];
			const end = await two.subscribe(`${topic}.a`, () => heard.push('a'));
			await two.subscribe(`${topic}.b`, () => heard.push('b'));
			await end();
			await one.publish(`${topic}.a`, {});
			await one.publish(`${topic}.b`, {});
			await until(() => heard.length > 0);
			expectSame('what was heard', heard, ['b']);
		},
	},
];
