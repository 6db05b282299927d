import { EngineError } from './engine-error.ts';

/** Where an engine is. */
export type EngineAddress =
	/** `directory` is `null` for one that lives in memory and dies with the process. */
	| { kind: 'pglite'; directory: string | null }
	| { kind: 'postgres'; url: string }
	/** Several urls are nodes of one cluster. */
	| { kind: 'redis'; urls: [string, ...string[]] };

const advice = 'Use pglite:DIRECTORY, postgres://…, redis://… or valkey://….';

/**
 * Reads an engine's address: `pglite:DIRECTORY`, `pglite:memory`, `postgres://`, `redis://`, `rediss://`, `valkey://`, `valkeys://`.
 * The last four may be a list, `redis://a:7000,redis://b:7000`: nodes of one cluster.
 */
export function parseEngineUrl(url: string): EngineAddress {
	const [first = '', ...more] = url.trim().split(/,(?=[a-z]+:\/\/)/i);
	const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(first) ?? [];
	if (scheme.toLowerCase() === 'pglite') return { kind: 'pglite', directory: toDirectory(url.trim().slice(7)) };
	if (rest.startsWith('//')) {
		switch (scheme.toLowerCase()) {
			case 'postgres':
			case 'postgresql':
				if (more.length === 0) return { kind: 'postgres', url: first };
				break;
			case 'redis':
			case 'rediss':
			case 'valkey':
			case 'valkeys':
				return { kind: 'redis', urls: [toRedisUrl(first), ...more.map(toRedisUrl)] };
		}
	}
	throw new EngineError('unknown-scheme', `There is no engine for "${withoutSecrets(url)}". ${advice}`);
}

/** Its client knows Valkey by the name of Redis. */
function toRedisUrl(url: string): string {
	const [, scheme = '', rest = ''] = /^(redis|valkey)(s?:\/\/.+)$/is.exec(url.trim()) ?? [];
	const known = `redis${rest.replace(/^S/, 's')}`;
	if (scheme !== '' && URL.canParse(known)) return known;
	throw new EngineError('unknown-scheme', `"${withoutSecrets(url)}" is no address of a Redis or Valkey. ${advice}`);
}

/** An address without its login and without what follows `?`, fit for a message or a log. */
export function withoutSecrets(url: string): string {
	return url
		.split(/,(?=[a-z]+:\/\/)/i)
		.map((each) => each.replace(/\?.*$/s, '?…').replace(/\/\/.*@/s, '//…@'))
		.join(',');
}

function toDirectory(rest: string): string | null {
	const directory = rest.replace(/^\/\/(?=[./])/, '');
	if (directory === '') {
		throw new EngineError(
			'unknown-scheme',
			'pglite: needs a directory. Use pglite:DIRECTORY, or pglite:memory for tests.',
		);
	}
	return directory === 'memory' ? null : directory;
}
