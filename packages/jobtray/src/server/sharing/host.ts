import type { Clock } from '../../protocol/index.ts';
import type { Board } from '../board/board.ts';
import type { Delivery, FeedName } from './delivery.ts';
import type { KeeperState } from './follower.ts';
import type { Tenure } from './keep-lease.ts';
import type { KeeperMessage, ToGateway } from './messages.ts';
import { createOutlet, type Outlet } from './outlet.ts';
import { beatMs, silentMs } from './timing.ts';
import { toWireRow } from './wire-row.ts';

/** Least time between two messages to a gateway, which sends progress on every 100 ms at most. */
const intervalMs = 50;

/** Messages on their way to a gateway. One that cannot keep up is told the newest once it can, instead of all that was. */
const windowMessages = 100;

/** Tells other gateways what they want to know of a queue that is kept here. */
export interface Host {
	hear(message: KeeperMessage): void;
	/** Idempotent. */
	close(): void;
}

/** Options of {@link createHost}. */
export interface HostOptions {
	queue: string;
	board: Board;
	tenure: Tenure;
	clock: Clock;
	/** How this gateway stands with the engine. */
	state: () => KeeperState;
	/** Never rejects. */
	send: (gateway: string, message: ToGateway) => Promise<void>;
	look: (keys: readonly string[]) => void;
}

/** A gateway that is told of the queue. */
interface Reader {
	stream: number;
	/** What came of its opening so far; `null` once it is complete. */
	opening: { parts: Map<number, Extract<KeeperMessage, { type: 'open' }>>; of: number } | null;
	outlet: Outlet | null;
	version: number;
	seq: number;
	/** Up to where it has said that it has had everything. */
	acked: number;
	heardAt: number;
	/** Lets the next message go; `null` while none waits. */
	release: (() => void) | null;
}

/** Creates a host that nobody has asked yet. */
export function createHost({ queue, board, tenure, clock, state, send, look }: HostOptions): Host {
	const readers = new Map<string, Reader>();
	let cancelTick = () => {};
	let isClosed = false;

	function forget(gateway: string): void {
		const reader = readers.get(gateway);
		readers.delete(gateway);
		reader?.outlet?.close();
		reader?.release?.();
	}

	function open(message: Extract<KeeperMessage, { type: 'open' }>): void {
		const { gateway, stream, parts } = message;
		let reader = readers.get(gateway);
		if (reader !== undefined && reader.stream > stream) return;
		if (reader === undefined || reader.stream < stream) {
			forget(gateway);
			const opening = { parts: new Map(), of: parts };
			reader = { stream, opening, outlet: null, version: 0, seq: 0, acked: 0, heardAt: 0, release: null };
			readers.set(gateway, reader);
		}
		reader.heardAt = clock.now();
		if (reader.opening === null) return;
		reader.opening.parts.set(message.part, message);
		if (reader.opening.parts.size === reader.opening.of) begin(gateway, reader, [...reader.opening.parts.values()]);
	}

	function begin(gateway: string, reader: Reader, parts: Extract<KeeperMessage, { type: 'open' }>[]): void {
		reader.opening = null;
		const outlet = createOutlet({
			board,
			queue,
			clock,
			intervalMs,
			deliver: (delivery) => deliver(gateway, reader, delivery),
		});
		reader.outlet = outlet;
		const fresh: FeedName[] = [];
		for (const part of parts) {
			fresh.push(...part.fresh);
			// What it knows from another term it knows of another board.
			if (part.term === tenure.term && part.rev <= board.cursor().rev) outlet.resume(part.known, part.rev);
			else fresh.push(...part.known);
		}
		outlet.want({ add: fresh, drop: [] });
		sayAlive(gateway, reader);
	}

	async function deliver(gateway: string, reader: Reader, delivery: Delivery): Promise<void> {
		reader.seq += 1;
		// The lease may still be renewed: what is not said is numbered, so that the reader sees at the next beat what it lacks.
		if (!tenure.isInTime()) return;
		const { stream, seq } = reader;
		const { rows, ...rest } = delivery;
		await send(gateway, { type: 'rows', stream, seq, ...rest, rows: rows.map(toWireRow) });
		if (reader.seq - reader.acked < windowMessages || readers.get(gateway) !== reader) return;
		await new Promise<void>((resolve) => {
			reader.release = resolve;
		});
	}

	function sayAlive(gateway: string, { stream, seq }: Reader): void {
		if (tenure.isInTime()) void send(gateway, { type: 'alive', stream, seq, ...state() });
	}

	function sayReopen(gateway: string): void {
		if (tenure.isInTime()) void send(gateway, { type: 'reopen' });
	}

	/** Whether it is of what the reader was last heard to want. */
	function follows(reader: Reader, { type, version }: Extract<KeeperMessage, { type: 'want' | 'beat' }>): boolean {
		return version === reader.version + (type === 'want' ? 1 : 0);
	}

	function hearOf(reader: Reader, message: Extract<KeeperMessage, { type: 'want' | 'beat' }>): void {
		reader.heardAt = clock.now();
		if (message.type === 'want' && message.version <= reader.version) return;
		if (!follows(reader, message)) sayReopen(message.gateway);
		else if (message.type === 'want') {
			reader.version = message.version;
			reader.outlet?.want(message);
		} else {
			reader.acked = Math.max(reader.acked, message.seq);
			if (reader.seq - reader.acked >= windowMessages) return;
			reader.release?.();
			reader.release = null;
		}
	}

	function hearSign(message: Extract<KeeperMessage, { type: 'want' | 'beat' }>): void {
		const reader = readers.get(message.gateway);
		if (reader !== undefined && reader.stream > message.stream) return;
		if (reader === undefined || reader.stream < message.stream || reader.outlet === null) sayReopen(message.gateway);
		else hearOf(reader, message);
	}

	function planTick(): void {
		cancelTick = clock.setTimer(beatMs, () => {
			for (const [gateway, reader] of [...readers]) {
				if (clock.now() - reader.heardAt >= silentMs) forget(gateway);
				else if (reader.outlet !== null) sayAlive(gateway, reader);
			}
			planTick();
		});
	}

	planTick();

	return {
		hear(message) {
			if (isClosed) return;
			if (message.type === 'look') look(message.keys);
			else if (message.type === 'open') open(message);
			else hearSign(message);
		},
		close() {
			isClosed = true;
			cancelTick();
			for (const gateway of [...readers.keys()]) forget(gateway);
		},
	};
}
