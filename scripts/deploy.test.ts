import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, 'deploy', file), 'utf8');

/** The command of a program's start, without the path of the program. */
const startOf = (command: string) => command.replace(/^\S*node\s+/, '');

const studio: { scripts: { start: string } } = JSON.parse(readFileSync(join(root, 'apps/studio/package.json'), 'utf8'));
/** What `npm start` runs in Studio's folder, as it is written from the repository's root. */
const start = startOf(studio.scripts.start).replace('src/', 'apps/studio/src/');

describe('the systemd unit', () => {
	const unit = read('studio@.service');
	const settings = new Map(
		[...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value ?? ''] as const),
	);

	it('starts what npm start starts, and gives it longer to end than it takes', () => {
		expect(startOf(settings.get('ExecStart') ?? '')).toBe(start);
		const [, endMs] =
			/const endMs = ([\d_]+);/.exec(readFileSync(join(root, 'apps/studio/src/server/main.ts'), 'utf8')) ?? [];
		expect(Number(settings.get('TimeoutStopSec')) * 1_000).toBeGreaterThan(Number(endMs?.replaceAll('_', '')));
	});

	it('is one that systemd knows, where there is a systemd to ask', () => {
		expect(settings.get('Restart')).toBe('always');
		const { stderr, error } = spawnSync(
			'systemd-analyze',
			['verify', '--man=no', join(root, 'deploy/studio@.service')],
			{
				encoding: 'utf8',
			},
		);
		// Other units, and programs that are elsewhere on this machine, are not what is asked.
		if (error === undefined)
			expect(stderr.split('\n').filter((line) => /Unknown|parse|Invalid/.test(line))).toEqual([]);
	});
});

describe('the container file', () => {
	const instructions = [...read('Containerfile').matchAll(/^([A-Z]+)\s+(.*)$/gm)].map(([, name, value]) => ({
		name: name ?? '',
		value: value ?? '',
	}));
	const textOf = (name: string) => instructions.find((one) => one.name === name)?.value ?? '';

	it('has only instructions that there are, one a line, and begins with an image of a Node that is new enough', () => {
		const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'VOLUME', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
		expect(instructions.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
		expect(instructions).toHaveLength(read('Containerfile').trim().split('\n').length);
		expect(instructions[0]).toEqual({ name: 'FROM', value: 'node:20-bookworm-slim' });
	});

	it('starts what npm start starts, as a user that is not root, and looks after it', () => {
		expect(JSON.parse(textOf('CMD'))).toEqual(['node', ...start.split(' ')]);
		expect(textOf('USER')).toBe('node');
		const [program, flag, text]: string[] = JSON.parse(textOf('HEALTHCHECK').replace(/^CMD /, ''));
		expect([program, flag]).toEqual(['node', '--eval']);
		expect(() => new Script(text ?? '')).not.toThrow();
	});
});
