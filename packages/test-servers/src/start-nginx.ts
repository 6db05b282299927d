import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needProgram } from './need-program.ts';
import { type ServerPlace, startServer, type TestServer } from './start-server.ts';

/** Where an nginx is to be. */
export type NginxPlace = ServerPlace;

/** How to run an nginx. */
export interface NginxOptions {
	/**
	 * What stands inside of `http { … }`: it listens on `127.0.0.1:${port}` and keeps files in `folder`. Called for each start,
	 * so that a restart reads it anew.
	 */
	config(place: NginxPlace): string;
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Starts an nginx with one worker process. */
export function startNginx({ config }: NginxOptions): Promise<TestServer> {
	return startServer({
		name: 'nginx',
		command: needProgram('nginx'),
		args(place) {
			const file = join(place.folder, 'nginx.conf');
			writeFileSync(file, toWhole(config(place), place));
			return ['-p', place.folder, '-c', file, '-e', 'stderr'];
		},
		url: (port) => `http://127.0.0.1:${port}`,
		readyLine: /start worker process /,
	});
}

function toWhole(http: string, { folder }: NginxPlace): string {
	return `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
	access_log off;
${temporary.map((name) => `\t${name}_temp_path ${folder}/${name};`).join('\n')}
${http}
}
`;
}
