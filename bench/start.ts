import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './measure/percentile.ts';
import type { Report } from './measure/report.ts';

const rounds = 5;

/** How long a process is left alone before its memory counts as idle. */
const idleMs = 10_000;

/** What an idle Studio may take, and how long its starts. */
const budget = { megabytes: 450, firstMs: 5_000, laterMs: 2_000 };

const studioFolder = fileURLToPath(new URL('../apps/studio/', import.meta.url));

// PGlite with its own settings, as one would open it without us.
const pgliteAlone = `
	const { PGlite } = await import('@electric-sql/pglite');
	await PGlite.create(process.env.STUDIO_DATA);
	console.log('ready at');
	setInterval(() => {}, 60_000);`;

const programs = {
	'bare Node': ['--eval', "console.log('ready at'); setInterval(() => {}, 60_000);"],
	'PGlite alone': ['--input-type=module', '--eval', pgliteAlone],
	Studio: ['--conditions=source', '--import', 'tsx', 'src/server/main.ts'],
} as const;

interface Start {
	readyMs: number;
	megabytes: { ready: number; idle: number; most: number };
}

/** How long Studio takes to start and how much memory it then has, at its first start and at later ones, against bare Node and PGlite. */
export async function runStartBench(): Promise<Report> {
	const found = new Map<string, Start[]>();
	for (let round = 0; round < rounds; round += 1) {
		for (const [name, args] of Object.entries(programs)) {
			const data = await mkdtemp(join(tmpdir(), 'bench-start-'));
			for (const when of ['first', 'later']) {
				const key = `${name}, ${when} start`;
				found.set(key, [...(found.get(key) ?? []), await startOnce(args, data)]);
			}
			await rm(data, { recursive: true, force: true });
		}
	}
	const rows = [...found].map(([program, starts]) => ({
		program,
		'ready ms': median(starts.map(({ readyMs }) => readyMs)),
		'RSS MB when ready': median(starts.map(({ megabytes }) => megabytes.ready)),
		'idle after 10 s': median(starts.map(({ megabytes }) => megabytes.idle)),
		'most idle': Math.max(...starts.map(({ megabytes }) => megabytes.idle)),
		'peak until then': median(starts.map(({ megabytes }) => megabytes.most)),
	}));
	const [first, later] = rows.filter(({ program }) => program.startsWith('Studio'));
	return {
		rows,
		says: `Studio: ${first?.['ready ms']} ms and ${first?.['most idle']} MB at most at its first start (budget ${budget.firstMs}, ${budget.megabytes}), ${later?.['ready ms']} ms and ${later?.['most idle']} MB at later ones (budget ${budget.laterMs}, ${budget.megabytes}). Medians of ${rounds}; memory is the process's own, without the one that creates the database.`,
	};
}

async function startOnce(args: readonly string[], data: string): Promise<Start> {
	const startedAt = performance.now();
	const child = spawn(process.execPath, args, {
		cwd: studioFolder,
		env: { ...process.env, NODE_OPTIONS: '', PORT: '0', STUDIO_DATA: data },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	for await (const text of child.stdout) if (String(text).includes('ready at')) break;
	const readyMs = Math.round(performance.now() - startedAt);
	const ready = readMegabytes(child, 'VmRSS');
	await sleep(idleMs);
	const megabytes = { ready, idle: readMegabytes(child, 'VmRSS'), most: readMegabytes(child, 'VmHWM') };
	const ended = once(child, 'exit');
	child.kill('SIGINT');
	await ended;
	return { readyMs, megabytes };
}

/** As Linux counts (proc(5), status). */
function readMegabytes({ pid }: ChildProcess, field: 'VmRSS' | 'VmHWM'): number {
	const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Math.round(Number(kilobytes) / 1_024);
}
