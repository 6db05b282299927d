import { EngineError } from './engine-error.ts';

/** Where an engine is. */
export type EngineAddress =
	/** `directory` is `null` for one that lives in memory and dies with the process. */
	{ kind: 'pglite'; directory: string | null } | { kind: 'postgres'; url: string } | { kind: 'redis'; url: string };

/** Reads an engine's address: `pglite:DIR`, `pglite:memory`, `postgres://`, `redis://`, `rediss://`, `valkey://`, `valkeys://`. */
export function parseEngineUrl(url: string): EngineAddress {
	const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(url.trim()) ?? [];
	switch (scheme.toLowerCase()) {
		case 'pglite':
			return { kind: 'pglite', directory: toDirectory(rest) };
		case 'postgres':
		case 'postgresql':
			return { kind: 'postgres', url };
		case 'redis':
		case 'rediss':
			return { kind: 'redis', url };
		case 'valkey':
			return { kind: 'redis', url: `redis:${rest}` };
		case 'valkeys':
			return { kind: 'redis', url: `rediss:${rest}` };
		default:
			throw new EngineError(
				'unknown-scheme',
				`There is no engine for "${withoutSecrets(url)}". Use pglite:DIRECTORY, postgres://…, redis://… or valkey://….`,
			);
	}
}

/** An address without its password, fit for a message or a log. */
export function withoutSecrets(url: string): string {
	return url.replace(/\/\/[^/@]*@/, '//…@');
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
