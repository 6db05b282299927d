import type { Clock } from '../../protocol/index.ts';
import type { Delivery, FeedName, WantChange } from './delivery.ts';
import type { GatewayMessage, ToKeeper } from './messages.ts';
import { silentMs } from './timing.ts';
import { fromWireRow } from './wire-row.ts';

/** A stream is opened anew at most this often: answers to the last opening may be on their way. */
const reopenMs = 300;

/** Feeds named in one message: 200 kB of the longest names. */
const namesInPart = 500;

/** The keeper waits for a sign after twice as many; see `windowMessages` there. */
const ackEvery = 50;

/** How the keeper of a queue stands with its engine, as it says itself. */
export interface KeeperState {
	reachable: boolean;
	sweptAt: number | null;
}

/** Follows a queue that another gateway keeps. */
export interface Follower {
	/** What is wanted has changed. */
	want(change: WantChange): void;
	hear(message: GatewayMessage): void;
	/** Somebody keeps the queue in this term. */
	kept(term: number): void;
	/** Says that it is still there. */
	beat(): void;
	look(keys: readonly string[]): void;
	/** How the keeper stands; `null` where none was heard lately. */
	state(): KeeperState | null;
	/** The latest term that was heard of. */
	term(): number;
	/** Idempotent. */
	close(): void;
}

/** Options of {@link createFollower}. */
export interface FollowerOptions {
	clock: Clock;
	/** The latest term known; who speaks in an older one is not heard. */
	term: number;
	/** A number higher than all before it. */
	nextStream: () => number;
	/** What is wanted now. */
	names: () => FeedName[];
	send: (message: ToKeeper) => void;
	take: (delivery: Delivery) => void;
	/** Called at each sign of life of the keeper. */
	onHeard: () => void;
}

/** Begins to follow. */
export function createFollower(options: FollowerOptions): Follower {
	const { clock, nextStream, names, send, take, onHeard } = options;
	/** Feeds that were told whole in this term. */
	const told = new Set<FeedName>();
	let { term } = options;
	let stream = 0;
	let seq = 0;
	let version = 0;
	let rev = 0;
	let openedAt = Number.NEGATIVE_INFINITY;
	let heardAt = Number.NEGATIVE_INFINITY;
	let keeper: KeeperState | null = null;
	let cancelOpening: (() => void) | null = null;
	let isClosed = false;

	/** What was missed is told anew; what is known up to `rev` is not told again. */
	function open(): void {
		if (isClosed || cancelOpening !== null) return;
		const waitMs = openedAt + reopenMs - clock.now();
		if (waitMs <= 0) openNow();
		else {
			cancelOpening = clock.setTimer(waitMs, () => {
				cancelOpening = null;
				openNow();
			});
		}
	}

	function openNow(): void {
		openedAt = clock.now();
		stream = nextStream();
		seq = 0;
		version = 0;
		const wanted = names();
		const parts = Math.max(1, Math.ceil(wanted.length / namesInPart));
		for (let part = 0; part < parts; part++) {
			const some = wanted.slice(part * namesInPart, (part + 1) * namesInPart);
			const known = some.filter((name) => told.has(name));
			const fresh = some.filter((name) => !told.has(name));
			send({ type: 'open', stream, part, parts, term, rev, known, fresh });
		}
	}

	/** A keeper in a new term knows nothing of what the last one told. */
	function begin(newTerm: number): void {
		term = newTerm;
		rev = 0;
		told.clear();
	}

	function hear(message: GatewayMessage): void {
		if (isClosed || message.term < term) return;
		const isNewTerm = message.term > term;
		if (isNewTerm) begin(message.term);
		else heardAt = clock.now();
		if (message.type === 'reopen') open();
		else if (message.stream === stream) hearStream(message);
		else if (isNewTerm) open();
	}

	function hearStream(message: Exclude<GatewayMessage, { type: 'reopen' }>): void {
		heardAt = clock.now();
		if (message.type === 'alive') {
			keeper = { reachable: message.reachable, sweptAt: message.sweptAt };
			onHeard();
			if (message.seq > seq) open();
		} else if (message.seq === seq + 1) takeRows(message);
		else if (message.seq > seq) open();
	}

	function takeRows(message: Extract<GatewayMessage, { type: 'rows' }>): void {
		const { begin, removed, rows, end, figures } = message;
		seq = message.seq;
		for (const name of begin) told.delete(name);
		take({
			begin,
			removed,
			rows: rows.map(fromWireRow),
			end,
			rev: message.rev,
			...(figures === undefined ? {} : { figures }),
		});
		for (const name of end) told.add(name);
		if (message.rev !== null) rev = message.rev;
		if (seq % ackEvery === 0) sayBeat();
	}

	function sayBeat(): void {
		send({ type: 'beat', stream, version, seq });
	}

	openNow();

	return {
		want(change) {
			for (const name of change.drop) told.delete(name);
			version += 1;
			send({ type: 'want', stream, version, ...change });
		},
		hear,
		kept(newTerm) {
			if (newTerm <= term) return;
			begin(newTerm);
			open();
		},
		beat() {
			if (clock.now() - heardAt < silentMs) sayBeat();
			else open();
		},
		look: (keys) => send({ type: 'look', keys: [...keys] }),
		state: () => (clock.now() - heardAt < silentMs ? keeper : null),
		term: () => term,
		close() {
			isClosed = true;
			cancelOpening?.();
		},
	};
}
