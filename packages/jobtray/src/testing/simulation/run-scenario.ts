import { tellingPart } from '../../attention/telling-part.ts';
import type { SimAction } from './action.ts';
import { createEndCheck } from './check-ends.ts';
import { createViewCheck } from './check-views.ts';
import { engineActions, toNewJob } from './engine-actions.ts';
import { gatewayActions } from './gateway-actions.ts';
import { networkActions } from './network-actions.ts';
import { makePeace } from './peace.ts';
import { createRandom, type Random, toSubSeed } from './random.ts';
import { tabActions } from './tab-actions.ts';
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
}

const actions: readonly SimAction[] = [...engineActions, ...gatewayActions, ...networkActions, ...tabActions];
const weightOfAll = actions.reduce((sum, { weight }) => sum + weight, 0);

/** One scenario in so many begins with more jobs than fit into one part of a snapshot. */
const largeEvery = 40;

/** Plays a scenario: random steps, each followed by time and a look at everything, then peace, then the end of all. */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
	const { seed, steps = 200, only, trace = () => {} } = options;
	await loadLateParts();
	const world = createWorld({ seed, trace });
	const views = createViewCheck(world);
	const ends = createEndCheck(world);
	let failedAt: number | null = null;

	function look(step: number): boolean {
		for (const { book } of world.devices) book.settle();
		views.check();
		ends.check();
		for (const gateway of world.gateways) for (const error of gateway?.errors ?? []) world.fail(error);
		if (world.failures.length > 0) failedAt ??= step;
		return world.failures.length === 0;
	}

	try {
		begin(world, createRandom(toSubSeed(seed, -3)));
		for (let step = 0; step < steps; step++) {
			if (only !== undefined && !only.has(step)) continue;
			const random = createRandom(toSubSeed(seed, step));
			const action = pickAction(random);
			world.trace(`step ${step}: ${action.name}`);
			action.run(world, random);
			await world.clock.advance(toPauseMs(random));
			if (!look(step)) break;
		}
		if (failedAt === null) {
			await makePeace(world);
			look(steps);
		}
		if (failedAt === null) {
			await endAll(world);
			look(steps);
		}
	} catch (error) {
		world.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
		failedAt ??= steps;
	} finally {
		world.destroy();
	}
	for (const failure of world.failures) world.trace(`FAILED: ${failure}`);
	return { seed, failures: world.failures, failedAt, ends: world.history.size, looks: ends.looks() };
}

/** What pages load when they need it is there already: how long that takes is real time, which has no place here. */
async function loadLateParts(): Promise<void> {
	await tellingPart.load();
	await import('../../client/check-access.ts');
}

function begin(world: World, random: Random): void {
	world.startGateway(0);
	world.startGateway(1);
	const jobs = random.below(largeEvery) === 0 ? 260 + random.below(300) : random.below(12);
	const isOfOne = random.chance(0.5);
	for (let job = 0; job < jobs; job++) {
		const made = toNewJob(random);
		void world.engine.add(
			isOfOne && jobs > 12 ? { ...made, name: 'Job «ana»', owner: { id: 'ana', name: 'ana' } } : made,
		);
	}
	for (const device of world.devices) {
		if (random.chance(0.8)) world.openTab(device).watchAll(device.person === 'vera');
	}
}

function pickAction(random: Random): SimAction {
	let at = random.next() * weightOfAll;
	for (const action of actions) {
		at -= action.weight;
		if (at < 0) return action;
	}
	throw new Error('No action was chosen, though the chances of all add up.');
}

/** How long it takes until the next thing happens: mostly a moment, now and then minutes. Never nothing, so that no two jobs of one key are made at the same time. */
function toPauseMs(random: Random): number {
	const kind = random.next();
	if (kind < 0.5) return 1 + random.below(60);
	if (kind < 0.88) return 1 + random.below(1_000);
	if (kind < 0.975) return 1 + random.below(6_000);
	return 1 + random.below(kind < 0.998 ? 40_000 : 400_000);
}

/** Everything is closed as it should be, and nothing is left. */
async function endAll(world: World): Promise<void> {
	world.trace('everything is closed');
	const tabs = [...world.tabs()];
	for (const tab of tabs) tab.unmount();
	await world.clock.advance(1_500);
	// A timer that was set while its page was hidden may still be a minute away.
	if (tabs.some((tab) => tab.scope.pending() > 0)) await world.clock.advance(60_000);
	for (const tab of tabs) {
		if (tab.scope.pending() > 0) world.fail(`${tab.name} left ${tab.scope.pending()} timers`);
		if (tab.page.listeners() > 0) world.fail(`${tab.name} left ${tab.page.listeners()} listeners on its page`);
		if (world.network.wireOf(tab) !== undefined) world.fail(`${tab.name} left a socket`);
	}
	for (const { name, storage, presences } of world.devices) {
		if (storage.listeners() > 0) world.fail(`${name} has ${storage.listeners()} listeners left on its storage`);
		if (presences.size > 0) world.fail(`${name} has ${presences.size} pages left that are thought to be there`);
	}
	for (const [slot, gateway] of world.gateways.entries()) {
		world.gateways[slot] = null;
		if (gateway !== null) void world.closeGateway(gateway);
	}
	await world.clock.advance(6_000);
	if (world.engine.listeners() > 0) world.fail(`${world.engine.listeners()} sources still listen to the engine`);
}
