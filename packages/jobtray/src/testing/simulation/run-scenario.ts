import { tellingPart } from '../../attention/telling-part.ts';
import { toCast } from './cast.ts';
import { createLook } from './create-look.ts';
import { endAll } from './end-all.ts';
import { makePeace } from './peace.ts';
import { personIds } from './people.ts';
import { pickAction, toActions, toPauseMs } from './pick-action.ts';
import { createRandom, type Random, toSubSeed } from './random.ts';
import { createWorld, type World } from './world.ts';

/** What is to be played. */
export interface ScenarioOptions {
	/** Decides everything; any whole number of 32 bits. */
	seed: number;
	/** How many things happen. Default 200. */
	steps?: number;
	/** Plays only these of the steps, by number from 0: to find out which of them matter. Default all. */
	only?: ReadonlySet<number>;
	/** Hears what happens, a line at a time. Default nobody. */
	trace?(line: string): void;
}

/** What came of it. */
export interface ScenarioResult {
	seed: number;
	/** What should not have happened; empty where all held. */
	failures: readonly string[];
	/** The step after which the first of them was found; as many as there are steps for the peace at the end. */
	failedAt: number | null;
	/** How many ends of runs there were, and how often a page had to show all of them. */
	ends: number;
	looks: number;
	/** How often something rang. */
	rings: number;
}

/** One scenario in so many begins with more jobs than fit into one part of a snapshot. */
const largeEvery = 60;

/** Plays a scenario: random steps, each followed by time and a look at everything, then peace, then the end of all. */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
	const { seed, steps = 200, only, trace } = options;
	await loadLateParts();
	const world = createWorld({ seed, trace, cast: toCast(createRandom(toSubSeed(seed, -4))) });
	const actions = toActions(world.cast);
	const look = createLook(world);
	let failedAt: number | null = null;

	function isGoodAfter(step: number): boolean {
		const isGood = look.run();
		if (!isGood) failedAt ??= step;
		return isGood;
	}

	try {
		begin(world, createRandom(toSubSeed(seed, -3)));
		for (let step = 0; step < steps; step++) {
			if (only !== undefined && !only.has(step)) continue;
			const random = createRandom(toSubSeed(seed, step));
			const action = pickAction(random, actions);
			world.trace(`step ${step}: ${action.name}`);
			action.run(world, random);
			await world.clock.advance(toPauseMs(random));
			if (!isGoodAfter(step)) break;
		}
		if (failedAt === null) {
			await makePeace(world);
			isGoodAfter(steps);
		}
		if (failedAt === null) {
			await endAll(world);
			isGoodAfter(steps);
		}
	} catch (error) {
		world.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
		failedAt ??= steps;
	} finally {
		world.destroy();
	}
	for (const failure of world.failures) world.trace(`FAILED: ${failure}`);
	return {
		seed,
		failures: world.failures,
		failedAt,
		ends: world.history.size,
		looks: look.looks(),
		rings: countRings(world),
	};
}

/** What pages load when they need it is there already: how long that takes is real time, which has no place here. */
export async function loadLateParts(): Promise<void> {
	await tellingPart.load();
	await import('../../client/check-access.ts');
}

function countRings({ devices }: World): number {
	const counts = devices.flatMap((device) => personIds.map((person) => device.rung(person).count()));
	return counts.reduce((sum, count) => sum + count, 0);
}

function begin(world: World, random: Random): void {
	for (const slot of world.gateways.keys()) world.startGateway(slot);
	const jobs = random.below(largeEvery) === 0 ? 260 + random.below(300) : random.below(12);
	const isOfOne = random.chance(0.5);
	for (let job = 0; job < jobs; job++) {
		world.addJob(random, isOfOne && jobs > 12 ? world.devices[0]?.person() : undefined);
	}
	for (const device of world.devices) {
		if (random.chance(0.8)) world.openTab(device).watchAll(device.person() === 'vera');
	}
}
