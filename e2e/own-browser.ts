import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from '@playwright/test';

/** A Chromium as a person has it: tabs hide each other, and it saves what it can of those that are hidden. */
export interface OwnBrowser {
	/** Attaches to its one window: to each tab that has a page. What an earlier attachment exposed or recorded is gone. */
	attach(): Promise<BrowserContext>;
	/** Lets go of all tabs, which run on: Chromium never discards a tab that somebody debugs. */
	detach(): Promise<void>;
	/** The titles of its tabs, by address, without attaching to any. */
	titles(): Promise<Map<string, string>>;
	/** Brings the tab with this address to the front, as a click on it does, without attaching to any. */
	activate(address: string): Promise<void>;
	/** Ends it, and what it has stored goes. */
	close(): Promise<void>;
}

interface Target {
	id: string;
	type: string;
	url: string;
	title: string;
}

/**
 * Starts a Chromium with a profile of its own, and one empty tab. Playwright's way to start one turns off what is looked at here, and
 * tells each page that it is seen.
 */
export async function openOwnBrowser({
	executablePath = chromium.executablePath(),
	args = [],
}: LaunchOptions): Promise<OwnBrowser> {
	const profile = mkdtempSync(join(tmpdir(), 'browser-'));
	// As the switch on chrome://chrome-urls does: chrome://discards is there.
	writeFileSync(join(profile, 'Local State'), JSON.stringify({ internal_only_uis_enabled: true }));
	const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run'];
	const child = spawn(executablePath, [...own, ...args, 'about:blank'], {
		stdio: ['ignore', 'ignore', 'pipe'],
		// A group of its own, so that its processes can be ended together.
		detached: true,
	});
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	// Where a run is broken off, its browser goes with it.
	const end = () => endGroup(child);
	process.once('exit', end);
	let attached: Browser | null = null;

	async function detach(): Promise<void> {
		await attached?.close();
		attached = null;
	}

	async function close(): Promise<void> {
		await detach();
		child.kill();
		await ended;
		end();
		process.off('exit', end);
		rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}

	const address = await readAddress(child).catch(async (error) => {
		await close();
		throw error;
	});

	async function ask(path: string): Promise<Response> {
		return fetch(new URL(path, address.replace('ws:', 'http:')));
	}

	async function readTabs(): Promise<Target[]> {
		const targets: Target[] = await (await ask('/json/list')).json();
		return targets.filter(({ type }) => type === 'page');
	}

	return {
		async attach() {
			attached ??= await chromium.connectOverCDP(address, { noDefaults: true });
			const [context] = attached.contexts();
			if (context === undefined) throw new Error('The browser has no window.');
			return context;
		},
		detach,
		async titles() {
			return new Map((await readTabs()).map(({ url, title }) => [url, title]));
		},
		async activate(url) {
			const tab = (await readTabs()).find((each) => each.url === url);
			if (tab === undefined) throw new Error(`The browser has no tab with ${url}.`);
			await ask(`/json/activate/${tab.id}`);
		},
		close,
	};
}

/** Ends what a browser that has ended has left: its processes write on to the profile for a moment. */
function endGroup({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// None is left.
	}
}

function readAddress(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		child.once('error', reject);
		child.once('exit', () => reject(new Error(`The browser has ended:\n${said}`)));
		child.stderr?.on('data', (chunk) => {
			said += String(chunk);
			const [, address] = /listening on (\S+)/.exec(said) ?? [];
			if (address !== undefined) resolve(address);
		});
	});
}
