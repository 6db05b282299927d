import type { Page } from '@playwright/test';
import { expect, test, toHtml } from './channels/pages.ts';
import type { PageServer } from './channels/serve-pages.ts';

/** A host's icon that is orange all over. */
const orange =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#ff8800"/></svg>';

const places = {
	top: [32, 5],
	right: [58, 32],
	bottom: [32, 58],
	left: [5, 32],
	middle: [32, 32],
	/** Where the mark's ground is, beside its sign. */
	mark: [44, 30],
	corner: [2, 2],
} as const;

type Colours = Record<keyof typeof places, string>;

/** Opens a page with one icon, and creates a favicon in it. */
async function openHost(page: Page, { pages, href, head }: { pages: PageServer; href: string; head?: string }) {
	pages.serve('/icon.svg', orange);
	pages.serve('/host', toHtml(`${head ?? ''}<link rel="icon" href="${href}">`));
	await page.goto(`${pages.url}host`);
	return page.evaluateHandle(() => window.channels.createFavicon());
}

/** The icon that the tab is given: its size, and the colours of some places in words. */
function look(page: Page): Promise<{ width: number; height: number; colours: Colours }> {
	return page.evaluate(async (at) => {
		const names = {
			blue: [63, 114, 240],
			green: [26, 154, 87],
			red: [224, 72, 77],
			orange: [255, 136, 0],
			grey: [188, 196, 211],
			white: [255, 255, 255],
		};
		const image = new Image();
		image.src = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? '';
		await image.decode();
		const canvas = new OffscreenCanvas(64, 64);
		const context = canvas.getContext('2d');
		context?.drawImage(image, 0, 0);
		const toName = ([x, y]: readonly [number, number]) => {
			const [red = 0, green = 0, blue = 0, alpha = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
			if (alpha < 20) return 'nothing';
			const near = (rgb: number[]) =>
				Math.max(...rgb.map((each, index) => Math.abs(each - ([red, green, blue][index] ?? 0)))) < 12;
			return Object.entries(names).find(([, rgb]) => near(rgb))?.[0] ?? `rgb(${red} ${green} ${blue})`;
		};
		const colours = Object.fromEntries(Object.entries(at).map(([name, place]) => [name, toName(place)]));
		return { width: image.naturalWidth, height: image.naturalHeight, colours: colours as Colours };
	}, places);
}

const iconOf = (page: Page) => page.locator('link[rel=icon]').getAttribute('href');

test('[FV7] the ring goes around the host’s icon, at 64 px', async ({ page, pages }) => {
	const favicon = await openHost(page, { pages, href: '/icon.svg' });
	await favicon.evaluate((own) => own.show({ progress: 0.62, mark: null }));
	await expect.poll(() => iconOf(page)).toMatch(/^data:image\/png/);
	expect(await look(page)).toEqual({
		width: 64,
		height: 64,
		colours: expect.objectContaining({
			right: 'blue',
			bottom: 'blue',
			left: 'grey',
			middle: 'orange',
			corner: 'nothing',
		}),
	});
	await favicon.evaluate((own) => own.close());
	expect(await iconOf(page)).toBe('/icon.svg');
});

test('[FV7] marks are drawn on the host’s icon, and have the whole of it once nothing is left to do', async ({
	page,
	pages,
}) => {
	const favicon = await openHost(page, { pages, href: '/icon.svg' });
	const shown: string[] = [];
	for (const [state, colours] of [
		[
			{ progress: null, mark: 'done' },
			{ mark: 'green', corner: 'orange', top: 'orange' },
		],
		[
			{ progress: null, mark: 'failed' },
			{ mark: 'red', corner: 'orange', left: 'orange' },
		],
		[
			{ progress: 1, mark: 'failed' },
			{ mark: 'red', corner: 'nothing', left: 'blue' },
		],
	] as const) {
		await favicon.evaluate((own, each) => own.show(each), state);
		await expect.poll(() => iconOf(page)).not.toBe(shown.at(-1) ?? '/icon.svg');
		shown.push((await iconOf(page)) ?? '');
		expect((await look(page)).colours).toMatchObject(colours);
	}
});

for (const [name, href] of [
	['of another site that does not share it', 'http://localhost:PORT/icon.svg'],
	['that is missing', '/nowhere.png'],
] as const) {
	test(`[FV7] the ring stands alone where the host has an icon ${name}`, async ({ page, pages }) => {
		const favicon = await openHost(page, { pages, href: href.replace('PORT', new URL(pages.url).port) });
		await favicon.evaluate((own) => own.show({ progress: 0.25, mark: null }));
		await expect.poll(() => iconOf(page)).toMatch(/^data:image\/png/);
		expect((await look(page)).colours).toMatchObject({ right: 'blue', left: 'grey', middle: 'nothing' });
	});
}

test('[FV5] a new icon of the host is drawn into the ring, and comes back', async ({ page, pages }) => {
	const favicon = await openHost(page, { pages, href: '/nowhere.png' });
	await favicon.evaluate((own) => own.show({ progress: 0.5, mark: null }));
	await expect.poll(() => iconOf(page)).toMatch(/^data:image\/png/);
	expect((await look(page)).colours.middle).toBe('nothing');
	await page.evaluate(() => document.querySelector('link[rel=icon]')?.setAttribute('href', '/icon.svg'));
	await expect.poll(async () => (await look(page)).colours).toMatchObject({ middle: 'orange', right: 'blue' });
	expect(await iconOf(page)).toMatch(/^data:image\/png/);
	await favicon.evaluate((own) => own.show(null));
	expect(await iconOf(page)).toBe('/icon.svg');
});

test('[FV8] a page whose policy forbids such pictures keeps its own, and reports it once', async ({ page, pages }) => {
	const policy = `<meta http-equiv="Content-Security-Policy" content="img-src 'self'">`;
	const favicon = await openHost(page, { pages, href: '/icon.svg', head: policy });
	const violations = await page.evaluateHandle(() => {
		const blocked: string[] = [];
		addEventListener('securitypolicyviolation', (event) => blocked.push(event.blockedURI));
		return blocked;
	});
	for (const progress of [0.1, 0.2, 0.3]) {
		await favicon.evaluate((own, each) => own.show({ progress: each, mark: null }), progress);
		await expect.poll(() => violations.evaluate((all) => [...all])).toEqual(['data']);
	}
	expect(await iconOf(page)).toBe('/icon.svg');
});
