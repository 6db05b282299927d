import { needProgram } from './need-program.ts';
import { runProgram } from './run-program.ts';
import type { User } from './start-server.ts';

/** The names of a server's certificate and key in its folder. */
export const [certificate, key] = ['tls.crt', 'tls.key'];

/** Makes a certificate for this machine that is signed by itself, as the user that is to read its key. */
export function makeCertificate(folder: string, { user = null }: { user?: User | null } = {}): Promise<void> {
	const files = ['-keyout', key, '-out', certificate];
	const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
	const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
	return runProgram(needProgram('openssl'), ['req', ...how, ...files, ...names], { cwd: folder, user });
}
