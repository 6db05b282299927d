import type { Socket, Transport } from '../../client/index.ts';
import type { Caller } from './caller.ts';
import { createWire } from './create-wire.ts';
import type { FrameFacts } from './frame-facts.ts';
import type { Pulse } from './pulse.ts';
import type { Random } from './random.ts';
import type { SimClock } from './sim-clock.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { Recipient, Wire } from './wire.ts';

/** What can be wrong with a network for all. */
export interface NetworkFaults {
	/** A proxy lets nothing through. */
	isShut: boolean;
	/** What is sent takes up to so long, in its order. Milliseconds. */
	lagMs: number;
}

/** All connections, between pages and gateways. */
export interface Network {
	transportFor(caller: Caller): Transport;
	wires(): readonly Wire[];
	/** How many there have been. */
	opened(): number;
	/** The connection that a page has open. */
	wireOf(caller: Caller): Wire | undefined;
	/** Hands over all that can be handed over; whether that was anything. */
	pump(): boolean;
	/** A gateway's process is gone: its connections break. */
	lose(gateway: SimGateway): void;
	/** A page is gone: the server hears of it, or not. */
	forget(caller: Caller, how: 'told' | 'untold'): void;
	/** A gateway that takes connections, as a balancer without stickiness chooses it. */
	route(): SimGateway | undefined;
	set(faults: Partial<NetworkFaults>): void;
}

/** What a network is between. */
export interface NetworkOptions {
	clock: SimClock;
	random: Random;
	pulse: Pulse;
	gateways(): readonly SimGateway[];
	/** Called with each frame that a gateway sends. */
	sent(facts: FrameFacts, to: Recipient): void;
	trace(line: string): void;
}

/** Creates a network without connections. */
export function createNetwork(options: NetworkOptions): Network {
	const { clock, random, pulse } = options;
	const own = clock.openScope();
	let wires: Wire[] = [];
	let made = 0;
	let faults: NetworkFaults = { isShut: false, lagMs: 0 };

	/** When what is sent now arrives; time stops there, so that it does. */
	function toReadyAt(): number {
		if (faults.lagMs === 0) return 0;
		const delayMs = random.below(faults.lagMs);
		own.setTimer(delayMs, () => {});
		return clock.now() + delayMs;
	}

	function route(): SimGateway | undefined {
		if (faults.isShut) return undefined;
		return random.pick(options.gateways().filter((gateway) => gateway.isUp()));
	}

	function connect(wire: Wire): void {
		const gateway = route();
		if (gateway === undefined || !wire.caller.isOnline()) wire.refuse();
		else wire.accept(gateway);
	}

	return {
		transportFor: (caller) => ({
			open(_address, events): Socket {
				const wire = createWire({ ...options, toReadyAt, id: made++, caller, events, leaks: random.chance(0.5) });
				wires.push(wire);
				return wire.socket;
			},
		}),
		wires: () => wires,
		opened: () => made,
		wireOf: ({ name }) => wires.find((wire) => wire.caller.name === name && wire.isOpen()),
		pump() {
			let hasMoved = false;
			// Those that are opened meanwhile wait for the next turn; the list itself is replaced, never shortened.
			const all = wires;
			const count = all.length;
			for (let at = 0; at < count; at++) {
				const wire = all[at];
				if (wire === undefined) break;
				if (wire.isOpening() && !wire.isHeld('up')) {
					connect(wire);
					hasMoved = true;
				}
				if (wire.deliver(clock.now())) hasMoved = true;
			}
			if (!hasMoved) return false;
			pulse.beat();
			wires = wires.filter((wire) => !wire.isOver());
			return true;
		},
		lose(gateway) {
			for (const wire of wires) if (wire.gateway() === gateway) wire.loseServer();
		},
		forget(caller, how) {
			for (const wire of wires) if (wire.caller.name === caller.name) wire.loseClient(how);
			wires = wires.filter((wire) => !wire.isOver());
		},
		route,
		set(next) {
			faults = { ...faults, ...next };
		},
	};
}
