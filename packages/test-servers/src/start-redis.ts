import { join } from 'node:path';
import { certificate, key, makeCertificate } from './make-certificate.ts';
import { needProgram } from './need-program.ts';
import { startServer, type TestServer } from './start-server.ts';

/** How to run a Redis. */
export interface RedisOptions {
	/** Further settings, by their names in `redis.conf`: `{ 'maxmemory-policy': 'allkeys-lru' }`. Default none. */
	settings?: Readonly<Record<string, string>>;
	/** Speaks TLS only, with a certificate signed by itself: `tls.crt` in its folder. Default false. */
	tls?: boolean;
}

/** Starts a Redis that keeps its data on disk, as one that is used for jobs does: a kill loses nothing that was answered. */
export function startRedis({ settings = {}, tls = false }: RedisOptions = {}): Promise<TestServer> {
	return startServer({
		name: 'redis',
		command: needProgram('redis-server'),
		prepare: tls ? (folder) => makeCertificate(folder) : undefined,
		args({ port, folder }) {
			const file = (name: string) => join(folder, name);
			const secure = {
				port: '0',
				'tls-port': String(port),
				'tls-cert-file': file(certificate),
				'tls-key-file': file(key),
				'tls-ca-cert-file': file(certificate),
				'tls-auth-clients': 'no',
			};
			const place = tls ? secure : { port: String(port) };
			const ours = { bind: '127.0.0.1', save: '', appendonly: 'yes', appendfsync: 'no', dir: folder };
			return Object.entries({ ...ours, ...place, ...settings }).flatMap(([name, value]) => [`--${name}`, value]);
		},
		url: (port) => `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
		readyLine: /Ready to accept connections/,
	});
}
