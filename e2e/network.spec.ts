import type { Page } from '@playwright/test';
import { startTcpProxy, type TestProxy } from 'test-servers';
import { generate, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { expect, test } from './studio.ts';

// A real browser on a bad network. A short scene takes its time on a busy machine.
test.setTimeout(480_000);

const endMs = 120_000;

interface Fault {
	name: string;
	begin(place: Place): unknown;
	end(place: Place): unknown;
	/** Nothing gets through from its beginning to its end. */
	isCutOff: boolean;
}

interface Place {
	page: Page;
	proxy: TestProxy;
}

const faults: readonly Fault[] = [
	{
		name: 'Late',
		begin: ({ proxy }) => proxy.set({ delayMs: 300 }),
		end: ({ proxy }) => proxy.set({}),
		isCutOff: false,
	},
	{
		name: 'Slow',
		begin: ({ proxy }) => proxy.set({ bytesPerSecond: 10_000 }),
		end: ({ proxy }) => proxy.set({}),
		isCutOff: false,
	},
	{
		name: 'Cut',
		begin({ proxy }) {
			proxy.refuse('refuse');
			proxy.cut();
		},
		end: ({ proxy }) => proxy.refuse('accept'),
		isCutOff: true,
	},
	{
		// As when a device loses its network: its connections stand, and nobody is told. The browser says that it is offline.
		name: 'Silent',
		begin({ page, proxy }) {
			proxy.silence();
			proxy.refuse('refuse');
			return page.context().setOffline(true);
		},
		end({ page, proxy }) {
			// What asks by those connections later is told that they are gone.
			proxy.cut();
			proxy.refuse('accept');
			return page.context().setOffline(false);
		},
		isCutOff: true,
	},
];

test('[LK7] [LK21] [AT2] late, slow, cut and silent networks: the button says so, and each end is told once', async ({
	page,
	studio,
}) => {
	const thrown: string[] = [];
	page.on('pageerror', (error) => thrown.push(String(error)));
	const toasts = await countToasts(page);
	const proxy = await startTcpProxy({ port: Number(new URL(studio.url).port) });
	await signIn(page, `http://localhost:${proxy.port}`, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	// By a way of its own, as the page's may be cut.
	const [cookie] = await page.context().cookies();
	const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
	const ended = async () => {
		const { jobs } = await (await fetch(`${studio.url}/jobtray/jobs`, { headers })).json();
		return jobs.filter(({ status }: { status: string }) => status === 'completed').length;
	};

	for (const [at, { name, begin, end, isCutOff }] of faults.entries()) {
		await test.step(name, async () => {
			await generate(page, { name: `${name} bridge`, seconds: 3 });
			await begin({ page, proxy });
			await expect.poll(ended, { timeout: endMs }).toBe(at + 1);
			if (isCutOff) {
				await expect(trayButton(page)).toHaveAccessibleName(/connection lost/, { timeout: endMs });
				expect((await toasts()).join()).not.toContain(name);
			}
			await end({ page, proxy });
			await expect(trayButton(page)).toHaveAccessibleName(new RegExp(`${at + 1} done`), { timeout: endMs });
			await expect(trayButton(page)).not.toHaveAccessibleName(/connection lost|running/, { timeout: endMs });
		});
	}
	const times = async () => {
		const all = await toasts();
		return faults.map(({ name }) => all.filter((text) => text.includes(`${name} bridge`)).length);
	};
	await expect.poll(times).toEqual([1, 1, 1, 1]);
	await page.reload();
	await expect(trayButton(page)).toHaveAccessibleName(/4 done/);
	// Longer than what is found at a load is gathered for.
	await page.waitForTimeout(2_000);
	expect(await times()).toEqual([1, 1, 1, 1]);
	expect(thrown).toEqual([]);
	await proxy.stop();
});
