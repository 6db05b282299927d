import { expect, test } from 'vitest';
import { closeCodes, toAfterClose } from './close-codes.ts';

test.each([
	[closeCodes.restart, 'retry'],
	[closeCodes.silent, 'retry'],
	[closeCodes.slow, 'retry'],
	[1006, 'retry'],
	[1000, 'retry'],
	[closeCodes.malformed, 'retry-slowly'],
	[closeCodes.tooMany, 'retry-slowly'],
	[closeCodes.unauthenticated, 'login'],
	[closeCodes.forbidden, 'stop'],
])('[PR8] after close code %i a client does: %s', (code, after) => {
	expect(toAfterClose(code)).toBe(after);
});
