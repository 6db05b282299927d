import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebSocket } from '@playwright/test';
import { startNginx, startPostgres } from 'test-servers';
import { cancelRunning, generate, openPanel, row, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { test as base, expect, openStudio, type Studio, startEngine } from './studio.ts';
import { walkMainPath } from './walk-main-path.ts';

/** Two Studios on one engine and one database, behind the proxy of `deploy/nginx.conf`. */
interface Deployed {
	url: string;
	first: Studio;
	second: Studio;
}

const config = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8');

/** The file as it is, but for its ports, and less patient, which makes a test of its patience shorter. */
function toConfig(ports: Readonly<Record<string, string>>): string {
	return config
		.replace(/(?<=127\.0\.0\.1:)\d+/g, (given) => ports[given] ?? 'not-in-the-test')
		.replace(/(?<=proxy_(read|send)_timeout )60s/g, '29s');
}

const test = base.extend<{ deployed: Deployed }>({
	deployed: async ({ engine }, use) => {
		const data = mkdtempSync(join(tmpdir(), 'studios-'));
		const [server, postgres] = await Promise.all([startEngine(engine), startPostgres()]);
		const places = { STUDIO_DATA: data, JOBTRAY_ENGINE: server?.url ?? '', STUDIO_DATABASE: postgres.url };
		const settings = { ...places, STUDIO_PARALLEL: '1' };
		const [first, second] = await Promise.all([openStudio('PGlite', settings), openStudio('PGlite', settings)]);
		const ports = { 3001: new URL(first.url).port, 3002: new URL(second.url).port };
		const nginx = await startNginx({ config: ({ port }) => toConfig({ ...ports, 8080: String(port) }) });
		await use({ url: nginx.url, first, second });
		await nginx.stop();
		await Promise.all([first.close(), second.close()]);
		await Promise.all([server?.stop(), postgres.stop()]);
		rmSync(data, { recursive: true, force: true });
	},
});

test.setTimeout(420_000);

for (const engine of ['Redis', 'Postgres'] as const) {
	test.describe(`behind a proxy, on ${engine}`, () => {
		test.use({ engine });

		test('the main path, one of two gateways killed in the middle and the other ended: each end is told once', async ({
			page,
			browser,
			deployed,
		}) => {
			const { url, first, second } = deployed;
			const toasts = await countToasts(page);
			const sockets: WebSocket[] = [];
			page.on('websocket', (socket) => sockets.push(socket));
			// So the first has what is paused later, and the second comes to a login and an upload that it has not seen.
			await second.stop();

			await walkMainPath({
				page,
				url,
				browser,
				mayComplain: /^(Failed to load resource|WebSocket connection)/,
				async onFirstRunning() {
					await second.start();
					const [cookie] = await page.context().cookies();
					const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
					expect((await fetch(`${second.url}/api/me`, { headers })).status).toBe(200);
					expect(await (await fetch(`${second.url}/api/stills`, { headers })).text()).toContain('My harbour');
				},
				async inTheMiddle() {
					await first.stop('SIGKILL');
					await expect(trayButton(page)).not.toHaveAccessibleName(/connection lost/, { timeout: 30_000 });
					await expect.poll(() => sockets.at(-1)?.isClosed()).toBe(false);
					// BullMQ finds out within a minute. Before that the first would take what is next.
					await expect(row(page, 'Third harbour')).toHaveAttribute('data-status', 'queued', { timeout: 60_000 });
					await first.start();
					await expect(row(page, 'Third harbour')).toContainText('restarted', { timeout: 60_000 });
				},
			});

			const last = ['One walk', 'Other walk'];
			await test.step('the other is ended while each makes a scene: its page is told to come back, and finds the first', async () => {
				await openPanel(page);
				await cancelRunning(row(page, 'Long harbour'));
				await expect(row(page, 'Long harbour')).toHaveAttribute('data-status', 'cancelled', { timeout: 60_000 });
				await trayButton(page).click();
				await page.getByRole('link', { name: 'Characters' }).click();
				await page.getByRole('link', { name: 'Mira' }).first().click();
				for (const name of last) await generate(page, { name, seconds: 12 });
				await expect(trayButton(page)).toHaveAccessibleName(/2 running/, { timeout: 30_000 });
				const before = sockets.at(-1);
				await second.stop('SIGINT');
				await expect.poll(() => before?.isClosed()).toBe(true);
				await expect.poll(() => sockets.at(-1)?.isClosed(), { timeout: 30_000 }).toBe(false);
				await expect(trayButton(page)).not.toHaveAccessibleName(/connection lost/, { timeout: 30_000 });
			});

			await test.step('every end is told once', async () => {
				const told = async (name: string) => (await toasts()).filter((text) => text.includes(name)).length;
				for (const name of last) await expect.poll(() => told(name), { timeout: 120_000 }).toBe(1);
				await page.reload();
				await openPanel(page);
				for (const name of last) await expect(row(page, name)).toHaveAttribute('data-status', 'completed');
				for (const name of [...last, 'Short harbour', 'Broken harbour']) expect(await told(name)).toBe(1);
				for (const name of ['Long', 'Other', 'Third', 'Never']) expect(await told(`${name} harbour`)).toBe(0);
			});
		});
	});
}

test.describe('behind a proxy', () => {
	test.use({ engine: 'Redis' });

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
		// A ping comes after 22.5 s at the soonest; seven more, and without it the proxy would have given up.
		await expect.poll(() => pings, { timeout: 60_000 }).toBe(1);
		await page.waitForTimeout(7_000);
		expect(sockets).toHaveLength(1);
		expect(sockets[0]?.isClosed()).toBe(false);
	});
});
