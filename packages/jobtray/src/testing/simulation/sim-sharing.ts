import type { Sharing } from '../../server/served-board.ts';
import { createSharing } from '../../server/sharing/create-sharing.ts';
import type { Leases } from '../../server/sharing/leases.ts';
import { createFakeBus } from '../fake-bus.ts';
import { createFakeLeases } from '../fake-leases.ts';
import type { Pulse } from './pulse.ts';
import type { Random } from './random.ts';
import type { SimClock, SimScope } from './sim-clock.ts';

/** The queues that gateways share. */
export const sharedQueues = ['work', 'other'] as const;

/** What can be wrong with the bus between gateways. */
export type BusFault = 'lossy' | 'doubling' | 'late';

/** What gateways share the reading of the engine over. */
export interface SimSharing {
	/** A gateway's process joins; `leave` is its end, with a goodbye or without. */
	join(scope: SimScope): { sharing: Sharing; leave(): void };
	/** What is wrong with the bus from now on; `null` for nothing. */
	setBus(fault: BusFault | null): void;
	/** While on, whoever asks for a lease is not answered. */
	hangLeases(on: boolean): void;
	/** Whether bus and leases are as they should be. */
	isSound(): boolean;
}

/** Creates it with nobody joined. */
export function createSimSharing({
	clock,
	pulse,
	random,
}: {
	clock: SimClock;
	pulse: Pulse;
	random: Random;
}): SimSharing {
	const leases = createFakeLeases({ clock: clock.openScope() });
	const bus = createFakeBus();
	let fault: BusFault | null = null;
	let isHanging = false;

	/** Each question to the leases, and each message, begins and ends at a port of the world. */
	function beating<Args extends unknown[], T>(ask: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
		return async (...args) => {
			pulse.beat();
			const answer = await ask(...args);
			pulse.beat();
			return answer;
		};
	}

	function toFate(): number[] {
		const wayMs = 1 + random.below(20);
		if (fault === 'lossy') return random.chance(0.3) ? [] : [wayMs];
		if (fault === 'doubling') return random.chance(0.3) ? [wayMs, wayMs + random.below(800)] : [wayMs];
		return [random.chance(0.3) ? random.below(3_000) : wayMs];
	}

	return {
		join(scope) {
			const end = bus.join(scope);
			const own: Leases = {
				acquire: beating(leases.acquire),
				renew: beating(leases.renew),
				release: beating(leases.release),
			};
			const line = { ...end, publish: beating(end.publish), subscribe: beating(end.subscribe) };
			return {
				sharing: createSharing({ leases: own, bus: line, steadyNow: scope.now }),
				leave() {
					end.cut(true);
					void end.close();
				},
			};
		},
		setBus(next) {
			fault = next;
			bus.setFate(next === null ? null : toFate);
		},
		hangLeases(on) {
			isHanging = on;
			leases.hang(on);
			pulse.beat();
		},
		isSound: () => fault === null && !isHanging,
	};
}
