import { join } from 'node:path';
import { needProgram } from './need-program.ts';
import { startServer, type TestServer } from './start-server.ts';

/** How to run a Redis. */
export interface RedisOptions {
	/** Further settings, by their names in `redis.conf`: `{ 'maxmemory-policy': 'allkeys-lru' }`. Default none. */
	settings?: Readonly<Record<string, string>>;
}

/** Starts a Redis that keeps its data on disk, as one that is used for jobs does: a kill loses nothing that was answered. */
export function startRedis({ settings = {} }: RedisOptions = {}): Promise<TestServer> {
	const ours = { bind: '127.0.0.1', save: '', appendonly: 'yes', appendfsync: 'no' };
	return startServer({
		name: 'redis',
		command: needProgram('redis-server'),
		args: ({ port, folder }) => toArguments({ ...ours, port: String(port), dir: join(folder), ...settings }),
		url: (port) => `redis://127.0.0.1:${port}`,
		readyLine: /Ready to accept connections/,
	});
}

function toArguments(settings: Readonly<Record<string, string>>): string[] {
	return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
