import type { LogEntry } from '../server/log.ts';
import type { ServedBoard } from '../server/served-board.ts';
import { createSessions } from '../server/session/sessions.ts';
import { createViews } from '../server/session/views.ts';
import { createSharing } from '../server/sharing/create-sharing.ts';
import type { Viewer } from '../server/viewer.ts';
import { createFakeBus, type FakeBus, type FakeBusEnd } from './fake-bus.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { createFakeLeases, type FakeLeases } from './fake-leases.ts';
import { connectClient, type RigClient } from './gateway-rig.ts';
import { createPausableClock } from './pausable-clock.ts';
import { runClock } from './run-clock.ts';
import { splitSource } from './split-source.ts';

/** Gateways that share one fake engine, over fake leases and a fake bus, each in a process of its own. */
export interface SharedRig {
	clock: FakeClock;
	engine: FakeEngine;
	leases: FakeLeases;
	bus: FakeBus;
	run(ms: number, stepMs?: number): Promise<void>;
	/** Starts one more gateway. */
	open(): RigGateway;
	close(): Promise<void>;
}

/** One of the gateways. */
export interface RigGateway {
	name: string;
	board: ServedBoard;
	bus: FakeBusEnd;
	logged: LogEntry[];
	connect(viewer: Viewer): RigClient;
	/** Stops the process, or lets it go on. */
	freeze(on: boolean): void;
	/** Ends it without a goodbye. */
	kill(): void;
	close(): Promise<void>;
}

/** Options of {@link createSharedRig}. */
export interface SharedRigOptions {
	/** Default one, `work`. */
	queues?: readonly string[];
	/** Default 50. */
	finishedLimit?: number;
	/** 0 up to 1. Default always 0.5. */
	random?: () => number;
}

/** Creates the rig without a gateway. */
export function createSharedRig(options: SharedRigOptions = {}): SharedRig {
	const { queues = ['work'], finishedLimit = 50, random = () => 0.5 } = options;
	const clock = createFakeClock(1_000_000);
	const engine = createFakeEngine({ clock });
	const leases = createFakeLeases({ clock });
	const bus = createFakeBus();
	const gateways: RigGateway[] = [];

	function open(): RigGateway {
		const name = `gateway${gateways.length + 1}`;
		const own = createPausableClock(clock);
		const end = bus.join(own);
		const logged: LogEntry[] = [];
		const source = splitSource(engine.openSource, queues);
		const board = createSharing({ leases, bus: end, steadyNow: clock.now }).open({
			source,
			epoch: name,
			finished: { limit: finishedLimit, maxAgeMs: 86_400_000 },
			parallel: {},
			sweepMs: 5_000,
			clock: own,
			log: (entry) => void logged.push(entry),
			random,
			onTick: () => {},
			onIgnored: () => {},
		});
		const views = createViews({ board, clock: own });
		const sessions = createSessions({
			views,
			epoch: name,
			clock: own,
			random,
			perViewer: 50,
			whenWhole: board.whenWhole,
		});
		let isGone = false;
		const gateway: RigGateway = {
			name,
			board,
			bus: end,
			logged,
			connect: (viewer) => connectClient(sessions, viewer),
			freeze: own.pause,
			kill() {
				isGone = true;
				own.kill();
				end.cut(true);
			},
			async close() {
				if (isGone) return;
				isGone = true;
				sessions.closeWhere(() => true, 1012, 'test over');
				await board.close();
				await end.close();
				await source.close();
			},
		};
		gateways.push(gateway);
		return gateway;
	}

	return {
		clock,
		engine,
		leases,
		bus,
		run: (ms, stepMs) => runClock(clock, ms, stepMs),
		open,
		async close() {
			await Promise.all(gateways.map((gateway) => gateway.close()));
		},
	};
}
