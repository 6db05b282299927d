/** What a module may weigh, minified and gzipped, in bytes. */
export interface SizeBudget {
	name: string;
	/** The module to bundle. */
	code: string;
	/** Browsers get the dependencies too (React excepted); on a server only our own code is weighed. */
	platform: 'browser' | 'node';
	startBytes: number;
	/** Default 0: nothing may be loaded lazily. */
	lazyBytes?: number;
}

const HOOKS = ['useJobs', 'useJob', 'useJobSummary', 'useLinkState', 'useJobCommand'];

function everything(subpath: string): string {
	return `export * from 'jobtray/${subpath}';`;
}

/**
 * The first is the promise to users: what a nav bar with the tray loads at once, and what it loads when somebody looks.
 * The others keep each subpath from growing unnoticed: raise one on purpose, in the commit that needs it.
 */
export const SIZE_BUDGETS: readonly SizeBudget[] = [
	{
		name: '<JobTray/> and hooks',
		code: `export { JobTrayProvider, JobTray, ${HOOKS.join(', ')} } from 'jobtray/react';`,
		platform: 'browser',
		startBytes: 12_000,
		lazyBytes: 62_000,
	},
	{ name: 'protocol', code: everything('protocol'), platform: 'browser', startBytes: 5_200 },
	{ name: 'estimate', code: everything('estimate'), platform: 'browser', startBytes: 6_400 },
	{ name: 'client', code: everything('client'), platform: 'browser', startBytes: 12_000 },
	{ name: 'attention', code: everything('attention'), platform: 'browser', startBytes: 4_800 },
	{ name: 'react', code: everything('react'), platform: 'browser', startBytes: 14_000, lazyBytes: 62_000 },
	{ name: 'server', code: everything('server'), platform: 'node', startBytes: 21_000 },
	{ name: 'bullmq', code: everything('bullmq'), platform: 'node', startBytes: 13_000 },
	{ name: 'worker', code: everything('worker'), platform: 'node', startBytes: 5_600 },
	{ name: 'testing', code: everything('testing'), platform: 'node', startBytes: 13_500 },
];
