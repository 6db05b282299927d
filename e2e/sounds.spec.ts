import type { Page } from '@playwright/test';
import { expect, test, toHtml } from './channels/pages.ts';

/** What a rendered sound measures. Levels in dB of full scale. */
interface Measured {
	id: string;
	lengthS: number;
	peakDb: number;
	/** Of the loudest 200 ms. */
	loudDb: number;
	/** Of the last 50 ms, at their loudest. */
	tailDb: number;
	first: number;
	last: number;
	/** Greatest of the first 2 ms: an attack that is not soft has come by then. */
	attackDb: number;
	/** What comes after the sound has said that it is over. */
	afterDb: number;
}

/** Renders each sound as it is at full volume, and measures it. */
function measure(page: Page): Promise<Measured[]> {
	return page.evaluate(async () => {
		const perMs = 48;
		const toDb = (level: number) => 20 * Math.log10(Math.max(level, 1e-9));
		const toPeak = (part: Float32Array) => part.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
		const toRms = (part: Float32Array) => Math.sqrt(part.reduce((sum, each) => sum + each * each, 0) / part.length);
		const measureOne = async ([id, sound]: (typeof entries)[number]) => {
			const context = new OfflineAudioContext(1, 2_000 * perMs, 1_000 * perMs);
			const lengthS = sound(context, context.destination, 0);
			const all = (await context.startRendering()).getChannelData(0);
			const samples = all.subarray(0, Math.ceil(lengthS * 1_000 * perMs));
			const starts = Array.from({ length: Math.ceil(lengthS * 20) }, (_, at) => at * 50 * perMs);
			return {
				id,
				lengthS,
				peakDb: toDb(toPeak(samples)),
				loudDb: toDb(Math.max(...starts.map((at) => toRms(all.subarray(at, at + 200 * perMs))))),
				tailDb: toDb(toPeak(samples.subarray(-50 * perMs))),
				first: Math.abs(samples[0] ?? 1),
				last: Math.abs(samples.at(-1) ?? 1),
				attackDb: toDb(toPeak(samples.subarray(0, 2 * perMs))),
				afterDb: toDb(toPeak(all.subarray(samples.length))),
			};
		};
		const entries = Object.entries(window.channels.builtInSounds);
		return Promise.all(entries.map(measureOne));
	});
}

test('[SO1] [SO2] each sound is heard, never clips, begins soft, fades out clean and is over within 1.5 s', async ({
	page,
	pages,
}) => {
	await page.goto(pages.url);
	const sounds = await measure(page);
	expect(sounds.map(({ id }) => id)).toEqual(['chime', 'pebble', 'marimba', 'bell', 'drop', 'glass', 'low', 'knock']);
	for (const { id, lengthS, peakDb, loudDb, tailDb, first, last, attackDb, afterDb } of sounds) {
		test.info().annotations.push({
			type: id,
			description: `${lengthS.toFixed(2)} s, peak ${peakDb.toFixed(1)}, loudest ${loudDb.toFixed(1)}, first 2 ms ${attackDb.toFixed(1)}, tail ${tailDb.toFixed(0)} dB`,
		});
		expect.soft(lengthS, `${id}: length in s`).toBeLessThanOrEqual(1.5);
		expect.soft(peakDb, `${id}: peak`).toBeLessThan(-3);
		// About equally loud.
		expect.soft(loudDb, `${id}: loudest`).toBeGreaterThan(-21);
		expect.soft(loudDb, `${id}: loudest`).toBeLessThan(-15);
		expect.soft(tailDb, `${id}: tail`).toBeLessThan(-60);
		expect.soft(first, `${id}: first sample`).toBe(0);
		expect.soft(last, `${id}: last sample`).toBeLessThan(1e-5);
		expect.soft(attackDb, `${id}: first 2 ms`).toBeLessThan(peakDb - 3);
		expect.soft(afterDb, `${id}: after its end`).toBeLessThan(-90);
	}
});

/**
 * Creates sounds in a page by a script of its own, which says how they stand: what a test evaluates in a page counts as
 * a gesture there.
 */
const ownScript = `<script>
	const begun = [];
	const most = [];
	const sounds = channels.createSounds({
		sounds: {
			// A bell whose output can be watched.
			watched(context, out, at) {
				const analyser = new AnalyserNode(context, { fftSize: 32768 });
				begun.push(analyser);
				most.push(0);
				out.connect(analyser);
				return channels.builtInSounds.bell(context, out, at);
			},
		},
	});
	const say = (played) => console.log(JSON.stringify({ state: sounds.state.get(), played, begun: begun.length }));
	sounds.state.subscribe(() => say());
	say(sounds.play('watched', { volume: 1 }));
	window.watched = {
		play: () => sounds.play('watched', { volume: 1 }),
		close: sounds.close,
		begun: () => begun.length,
		level: (at) => toLevel(begun[at]),
		most: (at) => most[at],
	};
	function toLevel(analyser) {
		const samples = new Float32Array(32768);
		analyser.getFloatTimeDomainData(samples);
		return samples.reduce((most, each) => Math.max(most, each), 0);
	}
	// Noted here: on a busy machine a test may look only once it is over.
	setInterval(() => begun.forEach((each, at) => (most[at] = Math.max(most[at], toLevel(each)))), 50);
</script>`;

interface Watched {
	play(): boolean;
	close(): void;
	begun(): number;
	/** Over the last 0.7 s. */
	level(at: number): number;
	/** Over all. */
	most(at: number): number;
}

declare global {
	interface Window {
		watched: Watched;
	}
}

test('[SO3] [SO4] what is played before the first gesture is never heard; after it sounds are, at once', async ({
	page,
	pages,
}) => {
	const said: unknown[] = [];
	page.on('console', (message) => message.type() === 'log' && said.push(JSON.parse(message.text())));
	pages.serve('/own-script', toHtml('') + ownScript);
	await page.goto(`${pages.url}own-script`);
	await expect.poll(() => said).toEqual([{ state: 'blocked', played: false, begun: 0 }]);
	await page.mouse.click(10, 10);
	await expect.poll(() => said.slice(1)).toEqual([{ state: 'ready', begun: 0 }]);

	const play = () => page.evaluate(() => window.watched.play());
	expect(await play()).toBe(true);
	await expect.poll(() => page.evaluate(() => window.watched.most(0))).toBeGreaterThan(0.05);
	// The next takes its place.
	expect(await play()).toBe(true);
	await expect.poll(() => page.evaluate(() => window.watched.level(0))).toBeLessThan(0.001);
	await page.evaluate(() => window.watched.close());
	expect(await play()).toBe(false);
	expect(await page.evaluate(() => window.watched.begun())).toBe(2);
});

test('[SO9] the audio rests while nothing sounds, and wakes for the next', async ({ page, pages }) => {
	await page.goto(pages.url);
	const sounds = await page.evaluateHandle(async () => {
		const contexts: BaseAudioContext[] = [];
		const states: string[] = [];
		const sounds = window.channels.createSounds({
			sounds: {
				short(context, out, at) {
					contexts.push(context);
					states.push(context.state);
					return window.channels.builtInSounds.pebble(context, out, at);
				},
			},
		});
		await sounds.unlock();
		return { ...sounds, contexts, states };
	});
	for (const begun of [1, 2]) {
		expect(await sounds.evaluate((all) => all.play('short', { volume: 0.5 }))).toBe(true);
		await expect.poll(() => sounds.evaluate((all) => all.states)).toEqual(Array(begun).fill('running'));
		await expect.poll(() => sounds.evaluate((all) => all.contexts[0]?.state)).toBe('suspended');
		expect(await sounds.evaluate((all) => all.state.get())).toBe('ready');
	}
});

test('[SO6] a host’s sound that fails is reported, and the next is heard', async ({ page, pages }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(pages.url);
	const sounds = await page.evaluateHandle(async () => {
		const heard: string[] = [];
		const sounds = window.channels.createSounds({
			sounds: {
				broken() {
					throw new Error('no strings');
				},
				whole(context, out, at) {
					heard.push('whole');
					return window.channels.builtInSounds.low(context, out, at);
				},
			},
		});
		await sounds.unlock();
		return { ...sounds, heard };
	});
	await sounds.evaluate((all) => all.play('broken', { volume: 1 }));
	await expect.poll(() => errors).toEqual(['no strings']);
	await sounds.evaluate((all) => all.play('whole', { volume: 1 }));
	await expect.poll(() => sounds.evaluate((all) => all.heard)).toEqual(['whole']);
});

test('[SO5] sounds created after a gesture wait for no other', async ({ page, pages }) => {
	await page.goto(pages.url);
	await page.getByRole('button').click();
	expect(await page.evaluate(() => window.channels.createSounds().unlock())).toBe(true);
});

test('[SO5] who asks without a gesture is told within about a second that there is no sound', async ({
	page,
	pages,
}) => {
	const script = '<script>channels.createSounds().unlock().then((open) => console.log(open))</script>';
	pages.serve('/asks', toHtml('') + script);
	const said = page.waitForEvent('console', (message) => message.type() === 'log');
	await page.goto(`${pages.url}asks`);
	expect((await said).text()).toBe('false');
});
