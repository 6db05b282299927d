import { expect, test } from 'vitest';
import { decodeComeBack, encodeComeBack } from './come-back.ts';

test('[PR10] a close says when to come back, in a reason that people can read', () => {
	const reason = encodeComeBack({ afterMs: 1_500, spreadMs: 1_000 });
	expect(reason).toBe('the server restarts; come back in 1500+1000 ms');
	expect(decodeComeBack(reason)).toEqual({ afterMs: 1_500, spreadMs: 1_000 });
	const most = encodeComeBack({ afterMs: 1e9, spreadMs: -1 });
	expect(decodeComeBack(most)).toEqual({ afterMs: 99_999, spreadMs: 0 });
	expect(Buffer.byteLength(most)).toBeLessThanOrEqual(123);
});

test.each(['', 'the server restarts', 'come back in 1e5+1 ms', 'in -1+5 ms', 'in 1000000+5 ms', 'in 5 ms'])(
	'[PR10] a reason that is none, %j, says nothing',
	(reason) => {
		expect(decodeComeBack(reason)).toBeNull();
	},
);
