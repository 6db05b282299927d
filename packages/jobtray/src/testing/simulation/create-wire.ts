import type { SocketEvents } from '../../client/index.ts';
import type { Session } from '../../server/session/session.ts';
import type { Caller } from './caller.ts';
import { type FrameFacts, toFrameFacts } from './frame-facts.ts';
import type { Pulse } from './pulse.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { Recipient, Way, Wire } from './wire.ts';

type Parcel = { readyAt: number } & (
	| { type: 'opened' }
	| { type: 'frame'; facts: FrameFacts }
	| { type: 'text'; text: string }
	| { type: 'closed'; code: number }
);

/** What an end hears where nobody said goodbye. */
const brokenCode = 1006;

/** Creates a connection that is being opened. */
export function createWire(options: {
	id: number;
	caller: Caller;
	events: SocketEvents;
	/** Whether what was under way still comes after the page has given the socket up. */
	leaks: boolean;
	pulse: Pulse;
	toReadyAt(): number;
	sent(facts: FrameFacts, to: Recipient): void;
	trace(line: string): void;
}): Wire {
	const { id, caller, events, leaks, pulse, toReadyAt, sent, trace } = options;
	const login = caller.login();
	const queues: Record<Way, Parcel[]> = { up: [], down: [] };
	const held: Record<Way, boolean> = { up: false, down: false };
	/** Nothing comes through any more, and nobody says so. */
	const severed: Record<Way, boolean> = { up: false, down: false };
	const spoilt = { loses: 0, repeats: 0 };
	let client: 'opening' | 'open' | 'over' = 'opening';
	let isDecided = false;
	let gateway: SimGateway | null = null;
	let session: Session | null = null;
	let bytes = 0;
	let weight = 1;
	let lostAt = -Infinity;

	function push(way: Way, parcel: Parcel): void {
		queues[way].push(parcel);
		if (parcel.type === 'frame') bytes += parcel.facts.text.length;
		pulse.beat();
	}

	function endClient(code: number): void {
		if (client === 'over' || !caller.scope.isAlive()) return;
		client = 'over';
		trace(`${caller.name}: wire ${id} closed with ${code}`);
		events.closed(code);
	}

	function endServer(): void {
		const ended = session;
		session = null;
		ended?.closed();
	}

	function send(text: string, to: SimGateway): void {
		const facts = toFrameFacts(text, { gateway: to, person: login.person, wire: id });
		sent(facts, { person: login.person, page: caller.name });
		push('down', { type: 'frame', facts, readyAt: toReadyAt() });
	}

	function handDown(parcel: Parcel): void {
		const isCurrent = client === 'open';
		if (parcel.type === 'opened') {
			if (client !== 'opening') return;
			client = 'open';
			events.opened();
		} else if (parcel.type === 'closed') {
			endClient(parcel.code);
			endServer();
		} else if (isCurrent || (client === 'over' && leaks)) {
			if (parcel.type === 'frame') caller.handedOver(parcel.facts, isCurrent);
			events.received(parcel.type === 'frame' ? parcel.facts.text : parcel.text);
		}
	}

	function takeDown(now: number): boolean {
		const parcel = queues.down.shift();
		if (parcel === undefined) return false;
		if (parcel.type !== 'frame') {
			handDown(parcel);
			return true;
		}
		bytes -= parcel.facts.text.length;
		if (spoilt.loses > 0) {
			spoilt.loses--;
			lostAt = now;
			trace(`${caller.name}: wire ${id} loses a ${parcel.facts.message.type}`);
			return true;
		}
		handDown(parcel);
		if (spoilt.repeats > 0) {
			spoilt.repeats--;
			handDown(parcel);
		}
		return true;
	}

	function takeUp(): boolean {
		const parcel = queues.up.shift();
		if (parcel === undefined) return false;
		if (parcel.type === 'text') session?.receive(parcel.text);
		else endServer();
		return true;
	}

	function canTake(way: Way, now: number): boolean {
		const first = queues[way][0];
		return first !== undefined && !held[way] && !severed[way] && first.readyAt <= now;
	}

	return {
		id,
		caller,
		person: login.person,
		socket: {
			send(text) {
				if (client === 'open') push('up', { type: 'text', text, readyAt: toReadyAt() });
			},
			close() {
				if (client === 'over') return;
				client = 'over';
				push('up', { type: 'closed', code: brokenCode, readyAt: toReadyAt() });
			},
		},
		gateway: () => gateway,
		isOpening: () => client === 'opening' && !isDecided,
		isOpen: () => client === 'open',
		isOver: () =>
			client === 'over' && session === null && (!leaks || queues.down.length === 0 || !caller.scope.isAlive()),
		accept(to) {
			isDecided = true;
			gateway = to;
			const viewer = to.lookUp(login);
			if (viewer === null) {
				push('down', { type: 'closed', code: brokenCode, readyAt: 0 });
				return;
			}
			trace(`${caller.name}: wire ${id} to ${to.name}`);
			push('down', { type: 'opened', readyAt: toReadyAt() });
			session = to.sessions.open({
				viewer,
				recheck: async () => {
					pulse.beat();
					return to.lookUp(login);
				},
				socket: {
					send: (text) => send(text, to),
					bufferedBytes: () => bytes * weight,
					close: (code) => push('down', { type: 'closed', code, readyAt: toReadyAt() }),
					terminate() {
						queues.down.length = 0;
						bytes = 0;
						push('down', { type: 'closed', code: brokenCode, readyAt: 0 });
						endServer();
					},
				},
			});
		},
		refuse() {
			isDecided = true;
			push('down', { type: 'closed', code: brokenCode, readyAt: 0 });
		},
		deliver(now) {
			let hasMoved = false;
			while (canTake('up', now)) hasMoved = takeUp() || hasMoved;
			while (caller.scope.isAlive() && !caller.scope.isFrozen() && canTake('down', now))
				hasMoved = takeDown(now) || hasMoved;
			return hasMoved;
		},
		hold(way, isHeld) {
			held[way] = isHeld;
		},
		isHeld: (way) => held[way] || severed[way],
		weigh(times) {
			weight = times;
		},
		spoil(how, frames) {
			spoilt[how] = frames;
		},
		lostAt: () => lostAt,
		inject: (way, text) => push(way, { type: 'text', text, readyAt: 0 }),
		cut(told) {
			if (told !== 'client') endServer();
			severed[told === 'client' ? 'up' : 'down'] = told !== 'both';
			if (told !== 'server') queues.down = [{ type: 'closed', code: brokenCode, readyAt: 0 }];
			bytes = 0;
			pulse.beat();
		},
		loseServer() {
			// The process is gone: nothing of it may be called any more.
			session = null;
			queues.up = [];
			queues.down = [{ type: 'closed', code: brokenCode, readyAt: 0 }];
			bytes = 0;
			pulse.beat();
		},
		loseClient(how) {
			client = 'over';
			queues.down = [];
			bytes = 0;
			if (how === 'told') endServer();
		},
	};
}
