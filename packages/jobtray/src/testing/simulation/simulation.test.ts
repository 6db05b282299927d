import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type ScenarioResult, simulate, simulateHours } from '../simulate.ts';
import { createWorld } from './world.ts';

beforeEach(() => {
	// The link says so once where only sockets are refused, which happens here all the time.
	vi.spyOn(console, 'warn').mockImplementation(() => {});
});

async function playTraced(seed: number): Promise<string[]> {
	const lines: string[] = [];
	await simulate({ seed, steps: 60, trace: (line) => lines.push(line) });
	return lines;
}

test('the same seed plays the same scenario, whatever was played before', async () => {
	const first = await playTraced(7);
	await playTraced(8);
	expect(await playTraced(7)).toEqual(first);
	expect(first.length).toBeGreaterThan(60);
});

test('[WR23] [ST18] [WR4] [SW13] [SH19] [AT13] [AT35] what was promised holds, whatever happens', async () => {
	const results: ScenarioResult[] = [];
	for (let seed = 1; seed <= 12; seed++) results.push(await simulate({ seed, steps: 100 }));
	expect(results.filter(({ failures }) => failures.length > 0)).toEqual([]);
	expect(results.reduce((sum, { ends }) => sum + ends, 0)).toBeGreaterThan(10);
	expect(results.reduce((sum, { looks }) => sum + looks, 0)).toBeGreaterThan(30);
	expect(results.reduce((sum, { rings }) => sum + rings, 0)).toBeGreaterThan(2);
});

test('of hours of comings and goings nothing is left', async () => {
	const { failures, before, after, connections, ends } = await simulateHours({ seed: 3, hours: 0.2 });
	expect(failures).toEqual([]);
	expect({ ...after, storedChars: 0 }).toEqual({ ...before, storedChars: 0 });
	expect(after).toMatchObject({ sessions: 0, connections: 0, rows: 0 });
	expect(connections).toBeGreaterThan(10);
	expect(ends).toBeGreaterThan(5);
}, 60_000);

describe('a page that goes at the very moment', () => {
	/** A world with one page of Bob's, for whom a job has just ended; what the page lists as told it hears of late. */
	async function endBeforePage() {
		const world = createWorld({ seed: 1 });
		const device = world.devices.find(({ person }) => person() === 'bob');
		if (device === undefined) throw new Error('Bob has no device.');
		world.startGateway(0);
		const tab = world.openTab(device);
		const key = await world.engine.add({ name: 'Job «bob»', owner: { id: 'bob', name: 'bob' } });
		await world.clock.advance(6_000);
		await world.engine.start();
		await world.clock.advance(1_000);
		world.lag.ms = 400;
		await world.engine.complete(key);
		const [id = ''] = [...world.history.keys()];
		return { world, device, tab, id };
	}

	test('[AT47] takes with it what it has listed as told and not shown: it is told at most once', async () => {
		const { world, device, tab, id } = await endBeforePage();
		while (device.told('bob').standing(id) === 'unheard') await world.clock.advance(5);
		expect(device.told('bob').standing(id)).toBe('owed');
		world.killTab(tab, 'told');
		world.openTab(device);
		await world.clock.advance(10_000);
		expect(device.told('bob').standing(id)).toBe('lost');
		expect(world.failures).toEqual([]);
		world.destroy();
	});

	test('[AT47] leaves to the next what it has not listed yet', async () => {
		const { world, device, tab, id } = await endBeforePage();
		world.killTab(tab, 'told');
		world.openTab(device);
		await world.clock.advance(10_000);
		expect(device.told('bob').standing(id)).toBe('told');
		world.destroy();
	});
});
