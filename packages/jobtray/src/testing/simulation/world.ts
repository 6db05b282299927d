import { type Action, decodeServerMessage, isEnd } from '../../protocol/index.ts';
import type { Source } from '../../server/source.ts';
import { createFakeEngine, type FakeEngine } from '../fake-engine.ts';
import type { FakePageState } from '../fake-page.ts';
import { type Cast, wholeCast } from './cast.ts';
import type { FrameFacts } from './frame-facts.ts';
import { createNetwork, type Network } from './network.ts';
import { toNewJob } from './new-job.ts';
import { createPeople, type People, type PersonId, personIds, toMark } from './people.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { createRandom, type Random, toSubSeed } from './random.ts';
import { createSimClock, type SimClock } from './sim-clock.ts';
import { createSimDevice, type SimDevice } from './sim-device.ts';
import { openSimGateway, type SimGateway } from './sim-gateway.ts';
import { createSimSharing, type SimSharing } from './sim-sharing.ts';
import { openSimTab, type SimTab } from './sim-tab.ts';
import type { EndHistory, RunOfHistory } from './told-book.ts';
import type { Recipient } from './wire.ts';

/** Everything that takes part in a scenario. */
export interface World {
	readonly clock: SimClock;
	readonly pulse: Pulse;
	readonly engine: FakeEngine;
	readonly cast: Cast;
	readonly people: People;
	readonly network: Network;
	/** What gateways share the reading over; `null` where each reads everything itself. */
	readonly sharing: SimSharing | null;
	readonly devices: readonly SimDevice[];
	readonly history: EndHistory;
	/** The engine as an administrator's tools reach it. */
	readonly admin: Source;
	/** When jobs last ended or were taken out of the engine, by key. */
	readonly lastSeen: Map<string, number>;
	/** The gateways' processes, one for each slot; `null` where none runs. */
	readonly gateways: (SimGateway | null)[];
	/** The open pages. */
	tabs(): readonly SimTab[];
	openTab(device: SimDevice, page?: FakePageState): SimTab;
	/** A page is gone; the server hears of it, or not. */
	killTab(tab: SimTab, how: 'told' | 'untold'): void;
	startGateway(slot: number): void;
	crashGateway(slot: number): void;
	/** Ends a gateway's process as a deploy does, and looks that nothing is left of it. */
	closeGateway(gateway: SimGateway): Promise<void>;
	/** Adds a job, somebody's at random where `of` does not say. */
	addJob(random: Random, of?: PersonId): void;
	/** Somebody asks something of a job. */
	command(tab: SimTab, asked: { key: string; action: Action }): Promise<void>;
	/** How late requests and the ledger of each device are. */
	lag: { ms: number };
	/** What should never have happened, oldest first. */
	readonly failures: string[];
	fail(message: string): void;
	trace(line: string): void;
	/** Drops the books on what has been; only while no page is open, and no job is there. */
	forgetPast(): void;
	/** Ends everything that still runs, without looking. */
	destroy(): void;
}

const startAt = 1_700_000_000_000;

/** A gateway that was shut down is gone after this: its goodbyes take 2 s at most. */
const goneAfterMs = 5_000;

/** One in so many frames is read with all the checks of a page. */
const checkedFrames = 16;

/** Creates a world in which no gateway runs yet and no page is open. */
export function createWorld(options: { seed: number; cast?: Cast; trace?(line: string): void }): World {
	const { seed, cast = wholeCast } = options;
	const random: Random = createRandom(toSubSeed(seed, -1));
	const pulse = createPulse();
	const failures: string[] = [];
	const history = new Map<string, RunOfHistory>();
	const lastSeen = new Map<string, number>();
	const people = createPeople();
	const gateways: (SimGateway | null)[] = Array.from({ length: cast.gateways }, () => null);
	let tabs: SimTab[] = [];
	let opened = 0;
	const fail = (message: string) => void failures.push(message);
	const clock: SimClock = createSimClock({ start: startAt, pulse, pump: () => network.pump() });
	const trace = (line: string) =>
		options.trace?.(`${((clock.now() - startAt) / 1_000).toFixed(3).padStart(9)} s  ${line}`);
	const harness = clock.openScope();
	const engine = createFakeEngine({
		clock: clock.openScope(),
		onEnded({ key, run, status, finishedAt, owner }) {
			lastSeen.set(key, clock.now());
			trace(`${key}, run ${run}: ${status}`);
			if (isEnd(status)) history.set(`${key}#${run}@${finishedAt}`, { status, owner: owner?.id ?? null });
		},
	});
	const network: Network = createNetwork({
		clock,
		pulse,
		random: createRandom(toSubSeed(seed, -2)),
		gateways: () => gateways.flatMap((gateway) => gateway ?? []),
		sent: (facts, to) => checkFrame(facts, to),
		trace,
	});
	const sharing = cast.isShared ? createSimSharing({ clock, pulse, random: createRandom(toSubSeed(seed, -5)) }) : null;
	const devices = cast.devices.map(({ name, person }) => {
		people.signIn({ person, device: name });
		const [usesDesktop, usesSound] = [random.chance(0.4), random.chance(0.7)];
		const skewMs = random.chance(0.3) ? random.below(172_800_000) - 86_400_000 : 0;
		return createSimDevice({ name, people, usesDesktop, usesSound, skewMs, history, fail });
	});

	let sent = 0;
	let others = 0;

	/** What is sent is of the protocol, and nothing of another's job goes to somebody who may not see it. */
	function checkFrame({ text }: FrameFacts, { person, page }: Recipient): void {
		if (sent++ % checkedFrames === 0 && !isOfProtocol(text))
			fail(`a gateway sent what is no message of the protocol: ${text.slice(0, 200)}`);
		if (people.maySeeOthers(person, clock.now())) return;
		for (const other of [...personIds, null]) {
			if (other !== person && text.includes(toMark(other))) fail(`${page} of ${person} was sent a job of ${other}`);
		}
	}

	const world: World = {
		clock,
		pulse,
		engine,
		cast,
		people,
		network,
		sharing,
		devices,
		history,
		admin: engine.openSource(),
		lastSeen,
		gateways,
		failures,
		fail,
		trace,
		lag: { ms: 0 },
		tabs: () => tabs,
		openTab(device, page = {}) {
			opened++;
			const tab = openSimTab({
				name: `${device.name}-${opened}`,
				seed: toSubSeed(seed, 1_000 + opened),
				device,
				clock,
				network,
				pulse,
				page,
				lagMs: () => world.lag.ms,
				trace,
				fail,
			});
			tabs.push(tab);
			return tab;
		},
		killTab(tab, how) {
			tab.kill();
			network.forget(tab, how);
			tab.letGo();
			tabs = tabs.filter((each) => each !== tab);
		},
		startGateway(slot) {
			opened++;
			const name = `gateway-${slot}.${opened}`;
			gateways[slot] = openSimGateway({
				name,
				seed: toSubSeed(seed, 2_000 + opened),
				clock,
				engine,
				people,
				pulse,
				sharing,
			});
		},
		crashGateway(slot) {
			const gateway = gateways[slot];
			if (gateway === null || gateway === undefined) return;
			gateway.crash();
			network.lose(gateway);
			gateways[slot] = null;
		},
		async closeGateway(gateway) {
			trace(`${gateway.name} shuts down`);
			await gateway.close();
			harness.setTimer(goneAfterMs, () => {
				if (gateway.scope.pending() > 0) fail(`${gateway.name} left ${gateway.scope.pending()} timers`);
				if (gateway.sessions.count() > 0) fail(`${gateway.name} left ${gateway.sessions.count()} sessions`);
				gateway.crash();
				network.lose(gateway);
			});
		},
		addJob(random, of) {
			const job = toNewJob(random, of);
			if (sharing === null || random.chance(0.5)) return void engine.add(job);
			// The fake engine adds to one queue; what is put into another is numbered here.
			const { pausable, ...rest } = job;
			const can = { pause: pausable, cancel: true, retry: true };
			engine.put({ ...rest, key: `other:${++others}`, queue: 'other', owner: job.owner ?? null, can });
		},
		async command(tab, { key, action }) {
			// The page's row says which job is meant: another may have its key by now.
			const row = tab.client.feed('mine').peek(key) ?? tab.client.feed('all').peek(key);
			const record = engine.record(key);
			const asked = (row?.createdAt ?? record?.createdAt) === record?.createdAt ? record : undefined;
			const asker = new Set([tab.login().person]);
			trace(`${tab.name}: asks ${key} to ${action}`);
			const result = await tab.client.command(key, action);
			trace(`${tab.name}: ${key}, ${action}: ${result.ok ? 'done' : result.code}`);
			// Somebody else may have come to the browser meanwhile.
			asker.add(tab.login().person);
			const isForeign = asked !== undefined && ![...asker].some((person) => person === asked.owner?.id);
			if (result.ok && isForeign)
				fail(`${[...asker].join(' or ')} had ${key} of ${asked.owner?.id ?? 'nobody'} ${action}`);
		},
		forgetPast() {
			history.clear();
			lastSeen.clear();
			engine.effects.length = 0;
			for (const device of devices) {
				for (const person of personIds) {
					device.told(person).forgetPast();
					device.rung(person).forgetPast();
				}
			}
		},
		destroy() {
			for (const tab of [...tabs]) world.killTab(tab, 'told');
			for (const slot of gateways.keys()) world.crashGateway(slot);
		},
	};
	return world;
}

function isOfProtocol(text: string): boolean {
	const decoded = decodeServerMessage(text);
	return decoded.type === 'message' && decoded.skipped === 0;
}
