import type { RefusalCode } from './commands.ts';

/** Every reason for a refusal. */
export const refusalCodes = [
	'unauthenticated',
	'forbidden-origin',
	'not-found',
	'not-possible',
	'too-late',
	'unknown-action',
	'too-many-requests',
	'engine-unreachable',
	'unavailable',
	'restarting',
	'internal',
] as const satisfies readonly RefusalCode[];
