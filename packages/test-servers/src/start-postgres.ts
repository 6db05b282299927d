import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificate, key, makeCertificate } from './make-certificate.ts';
import { needProgram } from './need-program.ts';
import { runProgram } from './run-program.ts';
import { startServer, type TestServer, type User } from './start-server.ts';

/** How to run a Postgres. */
export interface PostgresOptions {
	/** Further settings, by their names in `postgresql.conf`: `{ max_connections: '40' }`. Default none. */
	settings?: Readonly<Record<string, string>>;
	/** Lets in who speaks TLS only, with a certificate signed by itself: `tls.crt` in its folder. Default false. */
	tls?: boolean;
}

/** Who may connect where TLS is wanted: `host` alone would let in those without as well. */
const tlsOnly = 'hostssl all all 127.0.0.1/32 trust\n';

/** Starts an empty Postgres with the database `postgres`; its user needs no password. A kill loses nothing that was answered. */
export async function startPostgres({ settings = {}, tls = false }: PostgresOptions = {}): Promise<TestServer> {
	const initdb = needProgram('initdb');
	const user = findUser();
	// What only a power cut could lose need not wait for the disk.
	const ours = { listen_addresses: '127.0.0.1', fsync: 'off', max_connections: '200', shared_buffers: '32MB' };
	return startServer({
		name: 'postgres',
		command: needProgram('postgres'),
		async prepare(folder) {
			const data = ['--pgdata', join(folder, 'data'), '--username', 'postgres', '--auth', 'trust'];
			await runProgram(initdb, [...data, '--encoding', 'UTF8', '--no-locale', '--no-sync'], { cwd: folder, user });
			if (!tls) return;
			await makeCertificate(folder, { user });
			writeFileSync(join(folder, 'data', 'pg_hba.conf'), tlsOnly);
		},
		args({ port, folder }) {
			const secure = { ssl: 'on', ssl_cert_file: join(folder, certificate), ssl_key_file: join(folder, key) };
			const all = { ...ours, ...(tls ? secure : {}), port: String(port), unix_socket_directories: folder, ...settings };
			const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
			return ['-D', join(folder, 'data'), ...flags];
		},
		url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
		readyLine: /database system is ready to accept connections/,
		// "Fast": waits for no client.
		stopSignal: 'SIGINT',
		user,
	});
}

/** Postgres refuses to run as root; then it runs as the user that its package has made, or as nobody. */
function findUser(): User | null {
	if (process.getuid?.() !== 0) return null;
	const entries = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const [, , uid, gid] = ['postgres', 'nobody'].flatMap((name) => entries.filter(([user]) => user === name))[0] ?? [];
	if (uid === undefined || gid === undefined)
		throw new Error('Postgres needs a user that is not root, and there is none.');
	return { uid: Number(uid), gid: Number(gid) };
}
