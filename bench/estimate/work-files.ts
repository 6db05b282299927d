import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where what the recorded programs work on is kept from one recording to the next. */
export function openWorkFolder(): string {
	const folder = join(tmpdir(), 'jobtray-traces');
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** What a program works on, made once; its path. */
export function makeWorkFile(name: string, write: (file: string) => void): string {
	const file = join(openWorkFolder(), name);
	if (!existsSync(file)) write(file);
	return file;
}

/** An archive of everything installed here. */
export function makeArchive(): string {
	return makeWorkFile('modules.tar', (file) => execFileSync('tar', ['-cf', file, 'node_modules']));
}

/** The first 150 MiB of that archive. */
export function makeFront(): string {
	return makeWorkFile('front.tar', (file) => execFileSync('sh', ['-c', `head -c 150M ${makeArchive()} > ${file}`]));
}

/** The lines of all programs installed here, eight times over. */
export function makeText(): string {
	return makeWorkFile('lines.txt', (file) =>
		execFileSync('sh', [
			'-c',
			`find node_modules -type f -name '*.js' -size -200k -print0 | xargs -0 cat > ${file}.part && for i in 1 2 3 4 5 6 7 8; do cat ${file}.part; done > ${file}`,
		]),
	);
}
