import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodes, reads } from './estimate/program-kinds.ts';
import { type Recording, writeTrace } from './estimate/trace-file.ts';
import { type Program, shareRead, watchPrograms } from './estimate/watch-program.ts';
import { makeArchive, makeFront, makeText, makeWorkFile, openWorkFolder } from './estimate/work-files.ts';

// npx tsx --conditions=source bench/record-programs.ts            all
// npx tsx --conditions=source bench/record-programs.ts gzip sort  some
//
// Runs programs that have nothing to do with the tray, and writes down how their progress went.

/** Runs of one kind before the one that is recorded as known. */
const earlierRuns = 5;

const work = openWorkFolder();
const mebibyte = 2 ** 20;

const tar = makeArchive();
const text = makeText();
const long = makeWorkFile('long.bin', (file) =>
	execFileSync('sh', ['-c', `for i in 1 2 3 4 5 6 7 8 9 10; do cat ${tar}; done > ${file}`]),
);
const image = makeWorkFile('disk.img', (file) => {
	execFileSync('sh', ['-c', `head -c 300M ${tar} > ${file}`]);
	truncateSync(file, 600 * mebibyte);
});

const imageBehind = makeWorkFile('disk-behind.img', (file) => {
	writeFileSync(file, '');
	truncateSync(file, 300 * mebibyte);
	execFileSync('sh', ['-c', `head -c 100M ${tar} >> ${file}`]);
});
const front = makeFront();

const programs: Record<string, () => Promise<void>> = {
	checksum: () =>
		record('one checksum over a file of several gigabytes', 'steady', 'checksum', [
			[1, reads('cksum', ['-a', 'sm3', long], long)],
		]),
	gzip: () =>
		record('gzip -9 of an archive of text and programs', 'uneven', 'gzip', [
			[1, reads('sh', ['-c', `exec gzip -9 -c ${tar} > /dev/null`], tar)],
		]),
	'gzip-stall': () =>
		record('the same, stopped from outside (SIGSTOP) half way for 15 s', 'stall', 'gzip-stall', [
			[1, { ...reads('sh', ['-c', `exec gzip -9 -c ${tar} > /dev/null`], tar), stall: { at: 0.5, forMs: 15_000 } }],
		]),
	image: () =>
		record('xz -1 of a disk image, full in front and empty behind', 'slow start', 'image', [
			[1, reads('sh', ['-c', `exec xz -1 -T1 -c ${image} > /dev/null`], image)],
		]),
	blocks: () =>
		record('xz -2 in two threads, which reads whole blocks at a time', 'bursts', 'blocks', [
			[1, reads('sh', ['-c', `exec xz -2 -T2 -c ${tar} > /dev/null`], tar)],
		]),
	deeper: () =>
		record(
			'an encode of a zoom into the Mandelbrot set, whose frames cost more the deeper it is',
			'slow end',
			'deeper',
			[
				[
					1,
					encodes(60, [
						'-f',
						'lavfi',
						'-i',
						'mandelbrot=s=960x540:rate=25:end_pts=1500',
						'-c:v',
						'libx264',
						'-preset',
						'fast',
					]),
				],
			],
		),
	'two-pass': () => {
		const source = [
			'-f',
			'lavfi',
			'-i',
			'testsrc2=s=1280x720:rate=25,noise=alls=20:allf=t',
			'-c:v',
			'libx264',
			'-b:v',
			'2M',
		];
		const log = ['-passlogfile', join(work, 'two-pass')];
		return record('an encode in two passes, each worth half', 'phases', 'two-pass', [
			[0.5, encodes(40, [...source, '-pass', '1', ...log])],
			[0.5, encodes(40, [...source, '-pass', '2', ...log])],
		]);
	},
	sort: () => recordSort('sort', ['--parallel=1', '-S', '24M']),
	walk: () => {
		const files = Number(execFileSync('sh', ['-c', 'find node_modules apps packages -type f | wc -l']));
		const out = join(work, 'walk.txt');
		return record('a checksum of every file of a folder, told by the number of files', 'uneven', 'walk', [
			[
				1,
				{
					command: 'sh',
					args: [
						'-c',
						`find node_modules apps packages -type f -exec sh -c 'for f; do cksum "$f"; done' _ {} + | tee ${out} | awk '{n++; if (n % 50 == 0) {print n; fflush()}}'`,
					],
					progress: ({ printed }) => Number(printed.trimEnd().split('\n').at(-1)) / files,
				},
			],
		]);
	},
	install: () => {
		const folder = join(work, 'install');
		execFileSync('rm', ['-rf', folder]);
		mkdirSync(folder);
		for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(folder, file));
		for (const file of execFileSync('git', ['ls-files', '*/package.json'], { encoding: 'utf8' }).trim().split('\n')) {
			mkdirSync(join(folder, dirname(file)), { recursive: true });
			cpSync(file, join(folder, file));
		}
		const all = countPackages('.');
		return record('npm ci of this repository, told by the number of packages unpacked', 'burst', 'install', [
			[
				1,
				{
					command: 'npm',
					args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
					cwd: folder,
					progress: () => countPackages(folder) / all,
				},
			],
		]);
	},
	tests: () => {
		const parts = ['src/protocol', 'src/estimate', 'src/client', 'src/server', 'src/bullmq', 'src/react'];
		const files = Number(
			execFileSync('sh', ['-c', `cd packages/jobtray && find ${parts.join(' ')} -name '*.test.ts*' | wc -l`]),
		);
		return record('the unit tests of this repository, told by the number of files', 'coarse', 'tests', [
			[
				1,
				{
					command: 'npx',
					args: ['vitest', 'run', ...parts, '--root', 'packages/jobtray', '--reporter=default'],
					env: { NO_COLOR: '1', CI: '1' },
					progress: ({ printed }) => (printed.match(/^ [✓❯×] .*\.test\.tsx?/gm)?.length ?? 0) / files,
				},
			],
		]);
	},
	bzip2: () =>
		record('bzip2 of the front of an archive', 'steady', 'bzip2', [
			[1, reads('sh', ['-c', `exec bzip2 -c ${front} > /dev/null`], front)],
		]),
	'image-behind': () =>
		record('xz -1 of a disk image, empty in front and full behind', 'slow end', 'image-behind', [
			[1, reads('sh', ['-c', `exec xz -1 -T1 -c ${imageBehind} > /dev/null`], imageBehind)],
		]),
	vp9: () =>
		record('an encode to VP9', 'uneven', 'vp9', [
			[
				1,
				encodes(12, [
					'-f',
					'lavfi',
					'-i',
					'mandelbrot=s=640x360:rate=25',
					'-c:v',
					'libvpx-vp9',
					'-deadline',
					'realtime',
					'-cpu-used',
					'5',
				]),
			],
		]),
	'bzip2-stall': () =>
		record('bzip2, stopped from outside (SIGSTOP) at 30 % for 8 s', 'stall', 'bzip2-stall', [
			[1, { ...reads('sh', ['-c', `exec bzip2 -c ${front} > /dev/null`], front), stall: { at: 0.3, forMs: 8_000 } }],
		]),
	h265: () =>
		record('an encode to H.265 of a moving test picture', 'steady', 'h265', [
			[
				1,
				encodes(12, [
					'-f',
					'lavfi',
					'-i',
					'testsrc2=s=640x360:rate=25',
					'-c:v',
					'libx265',
					'-preset',
					'fast',
					'-x265-params',
					'log-level=none',
				]),
			],
		]),
	'two-phases': () => {
		const source = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:rate=25,noise=alls=15:allf=t', '-c:v', 'libx264'];
		return record('a fast encode and then a slow one, each worth half', 'phases', 'two-phases', [
			[0.5, encodes(40, [...source, '-preset', 'ultrafast'])],
			[0.5, encodes(40, [...source, '-preset', 'medium'])],
		]);
	},
	'sort-quick': () => recordSort('sort-quick', ['--parallel=1', '-S', '64M']),
	xz: () =>
		record('xz -3 of the front of an archive', 'uneven', 'xz', [
			[1, reads('sh', ['-c', `exec xz -3 -T1 -c ${front} > /dev/null`], front)],
		]),
	'h265-fractals': () =>
		record('an encode to H.265 of fractals', 'uneven', 'h265-fractals', [
			[
				1,
				encodes(20, [
					'-f',
					'lavfi',
					'-i',
					'mandelbrot=s=640x360:rate=25',
					'-c:v',
					'libx265',
					'-preset',
					'medium',
					'-x265-params',
					'log-level=none',
				]),
			],
		]),
	'bzip2-known': () =>
		recordKnown(
			{ name: 'bzip2-known', ran: 'bzip2 of the front of an archive, after 5 runs like it', shape: 'known kind' },
			[[1, reads('sh', ['-c', `exec bzip2 -c ${front} > /dev/null`], front)]],
		),
	'gzip-known': () =>
		recordKnown(
			{ name: 'gzip-known', ran: 'gzip of the front of an archive, after 5 runs like it', shape: 'known kind' },
			[[1, reads('sh', ['-c', `exec gzip -c ${front} > /dev/null`], front)]],
		),
	share: () => {
		const files = Number(execFileSync('sh', ['-c', 'find /usr/share -type f | wc -l']));
		return record('a checksum of every file below /usr/share, told by the number of files', 'uneven', 'share', [
			[
				1,
				{
					command: 'sh',
					args: [
						'-c',
						"find /usr/share -type f -print0 | xargs -0 -n 20 sha512sum | awk '{n++; if (n % 50 == 0) {print n; fflush()}}'",
					],
					progress: ({ printed }) => Number(printed.trimEnd().split('\n').at(-1)) / files,
				},
			],
		]);
	},
};

/** Replayed only when the estimates were done, and never tuned for. */
const heldOut = new Set(['two-phases', 'xz', 'h265-fractals', 'bzip2-known']);

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(programs)) if (asked.length === 0 || asked.includes(name)) await run();

async function record(ran: string, shape: string, name: string, parts: [number, Program][]): Promise<void> {
	writeTrace(await watchPrograms({ name, ran, shape, heldOut: heldOut.has(name) }, parts));
}

/** Runs of one kind, one after the other; the last is replayed with what the others took. */
async function recordKnown(
	recording: Omit<Recording, 'heldOut'>,
	parts: readonly [share: number, Program][],
): Promise<void> {
	const earlierMs: number[] = [];
	for (let run = 0; run < earlierRuns; run += 1)
		earlierMs.push((await watchPrograms({ ...recording, heldOut: heldOut.has(recording.name) }, parts)).endedMs);
	writeTrace({ ...(await watchPrograms({ ...recording, heldOut: heldOut.has(recording.name) }, parts)), earlierMs });
}

function recordSort(name: string, options: string[]): Promise<void> {
	const out = join(work, 'sorted.txt');
	rmSync(out, { force: true });
	const size = statSync(text).size;
	return record('sort -R of the lines of many programs: reading is half, writing is half', 'phases', name, [
		[
			1,
			{
				command: 'sort',
				args: ['-R', ...options, '-T', work, '-o', out, text],
				env: { LC_ALL: 'C.UTF-8' },
				progress: ({ pid }) => {
					const read = shareRead(pid, text);
					const written = read === null || read === 1 ? (existsSync(out) ? statSync(out).size / size : 0) : 0;
					return (read ?? 1) / 2 + written / 2;
				},
			},
		],
	]);
}

function countPackages(folder: string): number {
	const modules = join(folder, 'node_modules');
	if (!existsSync(modules)) return 0;
	return readdirSync(modules).reduce(
		(count, name) =>
			count + (name.startsWith('@') ? readdirSync(join(modules, name)).length : name.startsWith('.') ? 0 : 1),
		0,
	);
}
