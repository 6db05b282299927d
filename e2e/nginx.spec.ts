import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, WebSocket } from '@playwright/test';
import { startNginx, startPostgres, startRedis } from 'test-servers';
import { generate, openPanel, row, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { drawPicture } from './pictures.ts';
import { test as base, expect, openStudio, type Studio } from './studio.ts';

/** Two Studios on one engine and one database, behind the proxy of `deploy/nginx.conf`. */
interface Deployed {
	url: string;
	first: Studio;
	second: Studio;
}

const config = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8');

/** The file as it is, but for its ports. */
function toConfig(ports: Readonly<Record<string, string>>): string {
	return config.replace(/(?<=127\.0\.0\.1:)\d+/g, (given) => ports[given] ?? 'not-in-the-test');
}

const test = base.extend<{ deployed: Deployed }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
	deployed: async ({}, use) => {
		const data = mkdtempSync(join(tmpdir(), 'studios-'));
		const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
		const settings = { STUDIO_DATA: data, JOBTRAY_ENGINE: redis.url, STUDIO_DATABASE: postgres.url };
		const [first, second] = await Promise.all([openStudio('PGlite', settings), openStudio('PGlite', settings)]);
		const ports = { 3001: new URL(first.url).port, 3002: new URL(second.url).port };
		const nginx = await startNginx({ config: ({ port }) => toConfig({ ...ports, 8080: String(port) }) });
		await use({ url: nginx.url, first, second });
		await nginx.stop();
		await Promise.all([first.close(), second.close()]);
		await Promise.all([redis.stop(), postgres.stop()]);
		rmSync(data, { recursive: true, force: true });
	},
});

test.setTimeout(420_000);

/** Long enough to be under way when one is killed. */
const longSeconds = 20;

/** How many jobs have lost a worker, by the gateway's word. */
async function countRestarted(page: Page, url: string): Promise<number> {
	const { jobs = [] }: { jobs?: { restarts?: number }[] } = await (
		await page.request.get(`${url}/jobtray/jobs`)
	).json();
	return jobs.filter(({ restarts = 0 }) => restarts > 0).length;
}

test('two gateways behind a proxy, one killed in mid-job and the other ended: the tray goes on, each end is told once', async ({
	page,
	deployed,
}) => {
	const { url, first, second } = deployed;
	const toasts = await countToasts(page);
	const sockets: WebSocket[] = [];
	page.on('websocket', (socket) => sockets.push(socket));
	await signIn(page, url, 'Ana');

	await test.step('the login and an upload of one are known to the other', async () => {
		await page.getByRole('link', { name: 'Mira' }).first().click();
		await page
			.getByLabel(/Add your own picture/)
			.setInputFiles({ name: 'My harbour.jpg', mimeType: 'image/jpeg', buffer: await drawPicture() });
		await expect(page.getByRole('radio', { name: 'My harbour' })).toBeChecked();
		const [cookie] = await page.context().cookies();
		for (const studio of [first, second]) {
			const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
			expect((await fetch(`${studio.url}/api/me`, { headers })).status).toBe(200);
			expect(await (await fetch(`${studio.url}/api/stills`, { headers })).text()).toContain('My harbour');
		}
	});

	const long = ['First walk', 'Second walk', 'Third walk', 'Fourth walk'];
	const names = [...long, 'Short walk'];
	await test.step('scenes are made by both', async () => {
		for (const name of names) await generate(page, { name, seconds: long.includes(name) ? longSeconds : 3 });
		await expect(trayButton(page)).toHaveAccessibleName(/4 running, 1 queued/, { timeout: 60_000 });
	});

	await test.step('one is killed: the tray is live, and what ran there runs again', async () => {
		await first.stop('SIGKILL');
		await expect(trayButton(page)).not.toHaveAccessibleName(/connection lost/, { timeout: 30_000 });
		await expect.poll(() => sockets.filter((socket) => !socket.isClosed()).length).toBe(1);
		await first.start();
		// BullMQ finds out within a minute.
		await expect.poll(() => countRestarted(page, url), { timeout: 120_000 }).toBeGreaterThan(0);
	});

	await test.step('the other is ended: its page is told to come back, and finds the first', async () => {
		const [before] = sockets.filter((socket) => !socket.isClosed());
		await second.stop('SIGINT');
		await expect.poll(() => before?.isClosed()).toBe(true);
		await expect.poll(() => sockets.some((socket) => !socket.isClosed()), { timeout: 30_000 }).toBe(true);
		await expect(trayButton(page)).not.toHaveAccessibleName(/connection lost/, { timeout: 30_000 });
	});

	await test.step('every end is told once', async () => {
		const told = async (name: string) => (await toasts()).filter((text) => text.includes(name)).length;
		for (const name of names) await expect.poll(() => told(name), { timeout: 240_000 }).toBe(1);
		await page.reload();
		await openPanel(page);
		for (const name of names) {
			await expect(row(page, name)).toHaveAttribute('data-status', 'completed');
			expect(await told(name)).toBe(1);
		}
	});
});

test('an idle page keeps its connection for longer than the proxy lets one be silent', async ({ page, deployed }) => {
	const sockets: WebSocket[] = [];
	let pings = 0;
	page.on('websocket', (socket) => {
		sockets.push(socket);
		socket.on('framereceived', ({ payload }) => {
			if (String(payload).includes('"type":"ping"')) pings += 1;
		});
	});
	await signIn(page, deployed.url, 'Ana');
	// Three pings take at least 67.5 s; the proxy waits for 60.
	await expect.poll(() => pings, { timeout: 120_000 }).toBe(3);
	expect(sockets).toHaveLength(1);
	expect(sockets[0]?.isClosed()).toBe(false);
});
