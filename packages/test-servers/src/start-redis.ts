import { join } from 'node:path';
import { needProgram } from './need-program.ts';
import { runProgram } from './run-program.ts';
import { startServer, type TestServer } from './start-server.ts';

/** How to run a Redis. */
export interface RedisOptions {
	/** Further settings, by their names in `redis.conf`: `{ 'maxmemory-policy': 'allkeys-lru' }`. Default none. */
	settings?: Readonly<Record<string, string>>;
	/** Speaks TLS only, with a certificate signed by itself: `tls.crt` in its folder. Default false. */
	tls?: boolean;
}

const [certificate, key] = ['tls.crt', 'tls.key'];

/** Starts a Redis that keeps its data on disk, as one that is used for jobs does: a kill loses nothing that was answered. */
export function startRedis({ settings = {}, tls = false }: RedisOptions = {}): Promise<TestServer> {
	return startServer({
		name: 'redis',
		command: needProgram('redis-server'),
		prepare: tls ? makeCertificate : undefined,
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

function makeCertificate(folder: string): Promise<void> {
	const files = ['-keyout', join(folder, key), '-out', join(folder, certificate)];
	const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
	const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
	return runProgram(needProgram('openssl'), ['req', ...how, ...files, ...names], { cwd: folder });
}
