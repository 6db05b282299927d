import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BundleSize, measureBundle } from '../scripts/measure-bundle.ts';
import { SIZE_BUDGETS } from '../scripts/size-budgets.ts';
import type { Report } from './measure/report.ts';

/** What others ship for the same place in a page. */
const others = [
	{ name: "Novu's Inbox", code: `export { Inbox } from '@novu/react';`, version: { '@novu/react': '3.19.2' } },
	{
		name: "Knock's feed",
		code: `export { KnockProvider, KnockFeedProvider, NotificationIconButton, NotificationFeedPopover } from '@knocklabs/react';`,
		version: { '@knocklabs/react': '0.12.1' },
	},
	{ name: 'Sonner', code: `export { Toaster, toast } from 'sonner';`, version: { sonner: '2.0.8' } },
];

/** The design's budgets, in kB. */
const budgets = { start: 12, lazy: 62 };

const external = { browser: ['react', 'react-dom'], node: [] };

/** Bytes, minified and gzipped by one bundler, React left out: each subpath, and what others ship for the same place. */
export async function runSizeBench(): Promise<Report> {
	const rows: Report['rows'] = [];
	for (const { name, code, platform } of SIZE_BUDGETS.filter((budget) => budget.platform === 'browser')) {
		rows.push(toRow(`jobtray: ${name}`, await measureBundle(code, { platform, external: external.browser })));
	}
	const folder = await installOthers();
	for (const { name, code, version } of others) {
		const size = await measureBundle(code, { external: external.browser, folder });
		rows.push(toRow(`${name} ${Object.values(version).join()}`, size));
	}
	const [tray] = rows;
	return {
		rows,
		says: 'Without styles. "Behind" loads without anything being shown.',
		budgets: [
			{
				what: 'loaded at start, gzip, without React',
				limit: budgets.start,
				measured: Number(tray?.['start kB']),
				unit: 'kB',
			},
			{
				what: 'panel, toasts and settings, lazy',
				limit: budgets.lazy,
				measured: Number(tray?.['lazy kB']),
				unit: 'kB',
			},
		],
	};
}

function toRow(what: string, { startBytes, lazyBytes, behindBytes }: BundleSize): Report['rows'][number] {
	return {
		what,
		'start kB': startBytes / 1_000,
		'lazy kB': lazyBytes / 1_000,
		'behind kB': behindBytes / 1_000,
		'all kB': (startBytes + lazyBytes + behindBytes) / 1_000,
	};
}

/** Installs the others beside this project, once: its own `npm install` stays small. */
async function installOthers(): Promise<string> {
	const folder = fileURLToPath(new URL('../node_modules/.cache/bench-size', import.meta.url));
	const dependencies = Object.assign({}, ...others.map(({ version }) => version), {
		react: '19.3.1',
		'react-dom': '19.3.1',
	});
	if (
		others.every(({ version }) => Object.keys(version).every((name) => existsSync(`${folder}/node_modules/${name}`)))
	) {
		return folder;
	}
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies }));
	await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'], {
		cwd: folder,
	});
	return folder;
}
