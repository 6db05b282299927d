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
	/** What loads without anything being shown: reading frames, telling of ends, finding out why a link is refused. Default 0. */
	behindBytes?: number;
}

const HOOKS = ['useJobs', 'useJob', 'useJobSummary', 'useLinkState', 'useJobCommand'];

function everything(subpath: string): string {
	return `export * from 'jobtray/${subpath}';`;
}

/**
 * The first is the promise to users: what a nav bar with the tray loads at once, and what it loads when somebody looks.
 * What the start was meant to weigh, and what was tried: docs/decisions/what-loads-when.md.
 * The others keep each subpath from growing unnoticed: raise one on purpose, in the commit that needs it.
 */
export const SIZE_BUDGETS: readonly SizeBudget[] = [
	{
		name: '<JobTray/> and hooks',
		code: `export { JobTrayProvider, JobTray, ${HOOKS.join(', ')} } from 'jobtray/react';`,
		platform: 'browser',
		startBytes: 12_000,
		lazyBytes: 55_600,
		behindBytes: 22_300,
	},
	{ name: 'protocol', code: everything('protocol'), platform: 'browser', startBytes: 4_600 },
	{ name: 'estimate', code: everything('estimate'), platform: 'browser', startBytes: 2_700 },
	{ name: 'client', code: everything('client'), platform: 'browser', startBytes: 9_850, behindBytes: 350 },
	{ name: 'attention', code: everything('attention'), platform: 'browser', startBytes: 3_350, behindBytes: 12_500 },
	{
		name: 'react',
		code: everything('react'),
		platform: 'browser',
		startBytes: 19_950,
		lazyBytes: 52_000,
		behindBytes: 22_300,
	},
	{ name: 'notification-worker', code: `import 'jobtray/notification-worker';`, platform: 'browser', startBytes: 600 },
	// Behind: the figures for operators, which only a gateway that tells them loads.
	{ name: 'server', code: everything('server'), platform: 'node', startBytes: 27_450, behindBytes: 2_500 },
	// Behind: what gateways share over, with the board that it brings where the gateway is somebody else's.
	{ name: 'bullmq', code: everything('bullmq'), platform: 'node', startBytes: 22_200, behindBytes: 20_050 },
	{ name: 'worker', code: everything('worker'), platform: 'node', startBytes: 3_700 },
	// Behind it is a simulation with all that it plays: gateway, client and attention.
	{ name: 'testing', code: everything('testing'), platform: 'node', startBytes: 12_600, behindBytes: 74_600 },
];
