import { chromium, type Page, type WebSocket } from '@playwright/test';
import { serveRendered } from '../scripts/serve-pages.ts';
import { generate, panel, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { routeGateway } from './render/gateway.ts';
import { expect, test } from './studio.ts';

// What a browser does to a page. A short scene takes its time on a busy machine.
test.setTimeout(240_000);

const endMs = 120_000;

/** Notes what a page throws and nobody catches, and its sockets. */
function watch(page: Page): { thrown: string[]; sockets: WebSocket[] } {
	const thrown: string[] = [];
	const sockets: WebSocket[] = [];
	page.on('pageerror', (error) => thrown.push(String(error)));
	page.on('websocket', (socket) => sockets.push(socket));
	return { thrown, sockets };
}

/** Has a scene made that takes a few seconds. */
async function makeScene(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name, seconds: 4 });
	await expect(trayButton(page)).toHaveAccessibleName(/1 running/);
}

/** Waits until the job has ended by the gateway's word, whatever the page knows. */
async function untilEnded(page: Page, url: string): Promise<void> {
	const read = async () => (await (await page.request.get(`${url}/jobtray/jobs`)).json()).jobs[0]?.status;
	await expect.poll(read, { timeout: endMs }).toBe('completed');
}

test('[LK7] [AT2] a page that was frozen while a job ended tells it once when it goes on', async ({ page, studio }) => {
	const { thrown } = watch(page);
	const toasts = await countToasts(page);
	await signIn(page, studio.url, 'Ana');
	await makeScene(page, 'Bridge at dawn');
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
	await untilEnded(page, studio.url);
	await devtools.send('Page.setWebLifecycleState', { state: 'active' });
	await expect(trayButton(page)).toHaveAccessibleName(/1 done/);
	await expect.poll(async () => (await toasts()).length).toBe(1);
	await page.reload();
	await expect(trayButton(page)).toHaveAccessibleName(/^Jobs/);
	// Longer than what is found at a load is gathered for.
	await page.waitForTimeout(2_000);
	expect(await toasts()).toHaveLength(1);
	expect(thrown).toEqual([]);
});

test('[AT12] [AT41] [SO7] without storage, locks, tab messages, sound and notifications a job is shown and told once', async ({
	page,
}) => {
	const { thrown } = watch(page);
	const gateway = await routeGateway(page);
	const rendered = await serveRendered('e2e/render', { react: '19' });
	await page.addInitScript(() => {
		const blocked = {
			get(): never {
				throw new DOMException('Blocked by the person.', 'SecurityError');
			},
		};
		for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, blocked);
		Reflect.deleteProperty(Navigator.prototype, 'locks');
		for (const name of ['BroadcastChannel', 'AudioContext', 'Notification']) Reflect.deleteProperty(window, name);
	});
	await page.goto(rendered.url);
	await page.waitForFunction(() => 'host' in window);
	await page.evaluate(() => window.host.mount());
	await expect(trayButton(page).first()).toHaveAccessibleName('Jobs: 1 running');
	gateway.finish();
	await expect(page.getByRole('dialog', { name: 'Scene 1 is done' })).toHaveCount(1);
	await trayButton(page).first().click();
	await expect(panel(page)).toContainText('Scene 1 · Bridge');
	expect(thrown).toEqual([]);
	await rendered.close();
});

test('[LK12] [LK17] [AT46] a clock that jumps eight hours ahead, and a day back, loses and doubles nothing', async ({
	page,
	studio,
}) => {
	const { thrown, sockets } = watch(page);
	const toasts = await countToasts(page);
	await page.addInitScript(() => {
		const now = Date.now;
		Object.defineProperty(window, 'skewMs', { value: 0, writable: true });
		Date.now = () => now() + Reflect.get(window, 'skewMs');
	});
	const jump = (hours: number) => page.evaluate((ms) => Reflect.set(window, 'skewMs', ms), hours * 3_600_000);
	await signIn(page, studio.url, 'Ana');
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');
	await jump(8);
	// As after a sleep of that length: a new connection at once.
	await expect.poll(() => sockets.length).toBe(2);
	await expect.poll(() => sockets.filter((socket) => !socket.isClosed()).length).toBe(1);
	await makeScene(page, 'Bridge at dawn');
	await jump(-24);
	await expect(page.getByText(/-\d+ (s|min|h)/)).toHaveCount(0);
	await expect.poll(async () => (await toasts()).length, { timeout: endMs }).toBe(1);
	await expect(trayButton(page)).toHaveAccessibleName(/1 done/);
	expect(thrown).toEqual([]);
});

test('[LK8] [AT2] back out of the back/forward cache, a page shows what has happened since, and tells it once', async ({
	studio,
	launchOptions,
}) => {
	// Playwright turns that cache off.
	const browser = await chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
	try {
		const page = await browser.newPage();
		const { thrown } = watch(page);
		await signIn(page, studio.url, 'Ana');
		await makeScene(page, 'Bridge at dawn');
		await page.evaluate(() => {
			window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
		});
		await page.goto(`${studio.url}/healthz`);
		await untilEnded(page, studio.url);
		await page.goBack({ waitUntil: 'commit' });
		await expect.poll(() => page.evaluate(() => Reflect.get(window, 'persisted'))).toBe(true);
		// Only a new connection can have brought it: the page stood still when it happened.
		await expect(trayButton(page)).toHaveAccessibleName(/1 done/);
		await expect(page.locator('.jobtray-toast')).toHaveCount(1);
		expect(thrown).toEqual([]);
	} finally {
		await browser.close();
	}
});
