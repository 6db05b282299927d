import type { BrowserContext, JSHandle, Page, Worker } from '@playwright/test';
import { expect, test } from './channels/pages.ts';
import { bundleScript, type PageServer } from './channels/serve-pages.ts';

type Desktop = ReturnType<Window['channels']['createDesktop']>;

/** A desktop in a page, and where clicks led. */
type Created = JSHandle<Desktop & { clicks: (string | null)[] }>;

const note = { tag: 'scenes:7#1@1000', title: 'Scene 7 is done', body: 'Mira', href: '/segments/7' };

test.beforeAll(async ({ pages }) => {
	pages.serve('/notification-worker.js', await bundleScript('src/attention/desktop/notification-worker.ts'));
});

/** Opens a page with a desktop, by the page itself or by the service worker. */
async function openDesktop(page: Page, { url, worker }: { url: string; worker?: string }): Promise<Created> {
	await page.goto(url);
	return page.evaluateHandle((serviceWorker) => {
		const clicks: (string | null)[] = [];
		const desktop = window.channels.createDesktop({ serviceWorker, onClick: (href) => clicks.push(href) });
		return { ...desktop, clicks };
	}, worker);
}

function stateOf(desktop: Created): Promise<string> {
	return desktop.evaluate((own) => own.state.get());
}

/** Keeps what the page shows, and what the browser says of it. */
function watchNotes(page: Page) {
	return page.evaluateHandle(() => {
		const notes: { shown: Notification; events: string[] }[] = [];
		window.Notification = class extends Notification {
			constructor(title: string, options?: NotificationOptions) {
				super(title, options);
				const events: string[] = [];
				notes.push({ shown: this, events });
				for (const type of ['show', 'close', 'error']) this.addEventListener(type, () => events.push(type));
			}
		};
		return notes;
	});
}

/** What the service worker shows now. */
function shownBy(worker: Worker): Promise<{ title: string; body: string; tag: string }[]> {
	return worker.evaluate(async () => {
		const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
		const notes = await registration.getNotifications();
		return notes.map(({ title, body, tag }) => ({ title, body, tag }));
	});
}

/** Lets the service worker hear that the person has clicked on what it shows. */
function clickOn(worker: Worker): Promise<void> {
	return worker.evaluate(async () => {
		const scope = globalThis as unknown as {
			registration: ServiceWorkerRegistration;
			NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event;
			dispatchEvent(event: Event): void;
		};
		const [notification] = await scope.registration.getNotifications();
		scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
	});
}

async function openWithWorker(context: BrowserContext, pages: PageServer) {
	await context.grantPermissions(['notifications'], { origin: new URL(pages.url).origin });
	const page = await context.newPage();
	const desktop = await openDesktop(page, { url: pages.url, worker: '/notification-worker.js' });
	expect(await desktop.evaluate((own, each) => own.show(each), note)).toBe(true);
	const [worker] = context.serviceWorkers();
	if (worker === undefined) throw new Error('There is no service worker.');
	return { page, desktop, worker };
}

test('[DN2] by the page: shown once allowed, and a click comes back to the page', async ({ page, context, pages }) => {
	await context.grantPermissions(['notifications']);
	const desktop = await openDesktop(page, { url: pages.url });
	expect(await stateOf(desktop)).toBe('granted');
	const notes = await watchNotes(page);
	expect(await desktop.evaluate((own, each) => own.show(each), note)).toBe(true);
	const { title, body, tag } = note;
	await expect
		.poll(() =>
			notes.evaluate((all) => all.map(({ shown: { title, body, tag }, events }) => ({ title, body, tag, events }))),
		)
		.toEqual([{ title, body, tag, events: ['show'] }]);
	await notes.evaluate(([one]) => one?.shown.dispatchEvent(new Event('click')));
	expect(await desktop.evaluate((own) => own.clicks)).toEqual(['/segments/7']);
	await expect.poll(() => notes.evaluate(([one]) => one?.events)).toEqual(['show', 'close']);
	await desktop.evaluate(async (own, each) => {
		await own.show(each);
		own.close();
	}, note);
	await expect.poll(() => notes.evaluate((all) => all[1]?.events)).toEqual(['show', 'close']);
});

test('[DN2] by the service worker: shown, replaced by its tag, and taken away on closing', async ({
	context,
	pages,
}) => {
	const { desktop, worker } = await openWithWorker(context, pages);
	await expect.poll(() => shownBy(worker)).toEqual([{ title: note.title, body: note.body, tag: note.tag }]);
	await desktop.evaluate((own, each) => own.show({ ...each, title: 'Scene 7 failed' }), note);
	await expect.poll(() => shownBy(worker)).toEqual([{ title: 'Scene 7 failed', body: note.body, tag: note.tag }]);
	await desktop.evaluate((own) => own.close());
	await expect.poll(() => shownBy(worker)).toEqual([]);
});

test('[DN6] a click through the service worker comes back to a page of ours, once, also after a reload', async ({
	context,
	pages,
}) => {
	const { page, desktop, worker } = await openWithWorker(context, pages);
	const other = await context.newPage();
	pages.serve('/other', '<title>Another application of the site</title>');
	await other.goto(`${pages.url}other`);
	await clickOn(worker);
	await expect.poll(() => desktop.evaluate((own) => own.clicks)).toEqual(['/segments/7']);
	await expect.poll(() => shownBy(worker)).toEqual([]);

	await desktop.evaluate((own, each) => own.show(each), note);
	await page.reload();
	const after = await openDesktop(page, { url: pages.url });
	await clickOn(worker);
	await expect.poll(() => after.evaluate((own) => own.clicks)).toEqual(['/segments/7']);
	expect(await after.evaluate((own) => own.clicks)).toHaveLength(1);
});

test('[DN7] beside the service worker that the host has, and inside it', async ({ context, pages }) => {
	await context.grantPermissions(['notifications']);
	pages.serve('/host-worker.js', "importScripts('/notification-worker.js');");
	const page = await context.newPage();
	await page.goto(pages.url);
	await page.evaluate(() => navigator.serviceWorker.register('/host-worker.js'));
	const scopes = await page.evaluate(async (each) => {
		const desktop = window.channels.createDesktop({ serviceWorker: '/notification-worker.js', onClick: () => {} });
		await desktop.show(each);
		const registrations = await navigator.serviceWorker.getRegistrations();
		return registrations.map(({ scope, active }) => [
			new URL(scope).pathname,
			new URL(active?.scriptURL ?? scope).pathname,
		]);
	}, note);
	expect(scopes.sort()).toEqual([
		['/', '/host-worker.js'],
		['/jobtray-notifications/', '/notification-worker.js'],
	]);

	const clicks = await page.evaluateHandle(async (each) => {
		const clicks: (string | null)[] = [];
		const serviceWorker = await navigator.serviceWorker.ready;
		const desktop = window.channels.createDesktop({ serviceWorker, onClick: (href) => clicks.push(href) });
		await desktop.show({ ...each, href: '/from-the-host' });
		return clicks;
	}, note);
	const host = context.serviceWorkers().find((worker) => worker.url().endsWith('/host-worker.js'));
	if (host === undefined) throw new Error('The host has no service worker.');
	await clickOn(host);
	await expect.poll(() => clicks.jsonValue()).toEqual(['/from-the-host']);
});

test('[DN3] without a service worker at the address the page shows it, with a warning', async ({
	page,
	context,
	pages,
}) => {
	await context.grantPermissions(['notifications']);
	const warnings: string[] = [];
	page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
	const desktop = await openDesktop(page, { url: pages.url, worker: '/nowhere.js' });
	const notes = await watchNotes(page);
	expect(await desktop.evaluate((own, each) => own.show(each), note)).toBe(true);
	expect(await notes.evaluate((all) => all.length)).toBe(1);
	await expect
		.poll(() => warnings)
		.toEqual([expect.stringContaining('the service worker at /nowhere.js cannot be registered')]);
});

test('[DN1] a page that browsers do not trust may not ask, and says so', async ({ page, pages }) => {
	const address = 'http://host.example/';
	await page.route(`${address}**`, async (route) => {
		const { pathname } = new URL(route.request().url());
		await route.fulfill({ response: await page.request.get(new URL(pathname, pages.url).href) });
	});
	const desktop = await openDesktop(page, { url: address });
	expect(await stateOf(desktop)).toBe('insecure');
	expect(await desktop.evaluate((own) => own.ask())).toBe('insecure');
	expect(await desktop.evaluate((own, each) => own.show(each), note)).toBe(false);
});

test('[DN1] what the person changes in the browser’s settings is known at once', async ({ page, context, pages }) => {
	const desktop = await openDesktop(page, { url: pages.url });
	expect(await stateOf(desktop)).not.toBe('granted');
	await context.grantPermissions(['notifications'], { origin: new URL(pages.url).origin });
	await expect.poll(() => stateOf(desktop)).toBe('granted');
	expect(await desktop.evaluate((own) => own.ask())).toBe('granted');
});
