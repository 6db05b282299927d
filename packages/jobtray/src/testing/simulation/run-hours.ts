import { isEnd } from '../../protocol/index.ts';
import { createLook } from './create-look.ts';
import { leavePages } from './end-all.ts';
import { makePeace } from './peace.ts';
import { pickAction, toActions, toPauseMs } from './pick-action.ts';
import { createRandom, toSubSeed } from './random.ts';
import { loadLateParts } from './run-scenario.ts';
import { createWorld, type World } from './world.ts';

/** What is to be played. */
export interface HoursOptions {
	/** Decides everything; any whole number of 32 bits. */
	seed: number;
	/** How long jobs, pages and connections come and go, simulated hours. */
	hours: number;
	/** Bytes of the heap after a collection. Default: the heap is not looked at. */
	heapBytes?(): Promise<number>;
}

/** What is there while nobody is, and nothing to do. */
export interface Remains {
	/** Timers of the gateways that wait. */
	timers: number;
	sessions: number;
	/** Connections between pages and gateways. */
	connections: number;
	/** Listeners of gateways at the engine, and of pages at their storage. */
	listeners: number;
	/** Rows on the gateways' boards. */
	rows: number;
	/** Characters that people's browsers keep. */
	storedChars: number;
	/** `null` where the heap is not looked at. */
	heapBytes: number | null;
}

/** What came of it. */
export interface HoursResult {
	/** What should not have happened; empty where all held. */
	failures: readonly string[];
	/** After a first hour, and after all. */
	before: Remains;
	after: Remains;
	/** What came and went between the two. */
	steps: number;
	connections: number;
	ends: number;
}

const hourMs = 3_600_000;

/** Boards keep what has ended for 24 h. */
const forgottenAfterMs = 25 * hourMs;

/** Gateways stay, so that what they never let go of is seen. */
const deploys = new Set(['a gateway crashes', 'a gateway is shut down']);
const actions = toActions({ isShared: false }).filter(({ name }) => !deploys.has(name));

/** So often all that has run for a while ends, and what has ended is taken out of the engine: else there were ever more jobs. */
const clearMs = 600_000;

/**
 * Plays one world for hours: random steps with a look at everything after each. A first hour warms it up; after it, and after all
 * the others, everybody leaves, every job is gone, and a day passes.
 */
export async function runHours({ seed, hours, heapBytes }: HoursOptions): Promise<HoursResult> {
	await loadLateParts();
	const world = createWorld({ seed });
	const played = { steps: 0, connections: 0, ends: 0 };
	let isOver = false;

	async function live(forMs: number): Promise<void> {
		const look = createLook(world);
		for (const device of world.devices) world.openTab(device).watchAll(device.person() === 'vera');
		const until = world.clock.now() + forMs;
		for (let clearedAt = world.clock.now(); world.clock.now() < until && !isOver; ) {
			const random = createRandom(toSubSeed(seed, played.steps++));
			pickAction(random, actions).run(world, random);
			if (world.clock.now() - clearedAt >= clearMs) {
				clearedAt = world.clock.now();
				clear(world);
			}
			await world.clock.advance(toPauseMs(random));
			isOver = !look.run();
		}
		if (isOver) return;
		await makePeace(world);
		isOver = !look.run();
	}

	async function leave(): Promise<Remains> {
		await leavePages(world);
		for (const tab of [...world.tabs()]) world.killTab(tab, 'told');
		for (const { key } of world.engine.records()) void world.engine.remove(key);
		if (!isOver) await world.clock.advance(forgottenAfterMs);
		played.ends += world.history.size;
		world.forgetPast();
		return toRemains(world, (await heapBytes?.()) ?? null);
	}

	try {
		world.startGateway(0);
		world.startGateway(1);
		await live(hourMs);
		const before = await leave();
		const first = { ...played, connections: world.network.opened() };
		await live(hours * hourMs);
		const after = await leave();
		return {
			failures: world.failures,
			before,
			after,
			steps: played.steps - first.steps,
			connections: world.network.opened() - first.connections,
			ends: played.ends - first.ends,
		};
	} finally {
		world.destroy();
	}
}

function clear({ engine, lastSeen, clock }: World): void {
	for (const { key, status } of engine.records()) {
		if (status === 'running') void engine.complete(key);
		if (!isEnd(status)) continue;
		lastSeen.set(key, clock.now());
		void engine.remove(key);
	}
}

function toRemains({ gateways, network, engine, devices }: World, heapBytes: number | null): Remains {
	const up = gateways.flatMap((gateway) => gateway ?? []);
	const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
	return {
		timers: sum(up.map(({ scope }) => scope.pending())),
		sessions: sum(up.map(({ sessions }) => sessions.count())),
		connections: network.wires().length,
		listeners: engine.listeners() + sum(devices.map(({ storage }) => storage.listeners())),
		rows: sum(up.map(({ board }) => board.entries.size)),
		storedChars: sum(devices.flatMap(({ storage }) => [...storage.texts.values()].map((text) => text.length))),
		heapBytes,
	};
}
