import { openOwnBoard } from '../own-board.ts';
import type { ServedBoardParts } from '../served-board.ts';
import type { Hint, Source } from '../source.ts';
import type { Delivery, FeedName, WantChange } from './delivery.ts';
import type { KeeperState } from './follower.ts';
import { createHost } from './host.ts';
import type { Tenure } from './keep-lease.ts';
import type { KeeperMessage, ToGateway } from './messages.ts';
import { createOutlet, type Outlet } from './outlet.ts';

/** Least time between two looks of this gateway's own viewers: it costs them nothing to come, only to be folded in. */
const intervalMs = 20;

/** One queue's board, kept here and told to those who want it. */
export interface KeptQueue {
	want(change: WantChange): void;
	hear(message: KeeperMessage): void;
	look(keys: readonly string[]): void;
	isLoaded(): boolean;
	state(): KeeperState;
	/** Idempotent. */
	close(): Promise<void>;
}

/** Options of {@link keepQueue}. */
export interface KeepQueueOptions {
	queue: string;
	/** Reads this queue alone. */
	source: Source;
	tenure: Tenure;
	parts: ServedBoardParts;
	/** The queue that a job is in. */
	queueOf: (key: string) => string | null;
	/** What this gateway's own viewers want. */
	names: () => FeedName[];
	take: (delivery: Delivery) => void;
	send: (gateway: string, message: ToGateway) => Promise<void>;
	/** Has jobs of other queues read. */
	lookElsewhere: (keys: readonly string[]) => void;
	onLoaded: () => void;
	/** The source cannot be used. */
	onUnusable: (error: unknown) => void;
}

/** Begins to keep a queue. Who asks before its first listing is in is answered then. */
export function keepQueue(options: KeepQueueOptions): KeptQueue {
	const { queue, source, tenure, parts, queueOf, names, take, send, lookElsewhere, onLoaded, onUnusable } = options;
	const { clock } = parts;
	const board = openOwnBoard({ ...parts, source: { ...source, start: startSource }, onTick: () => {} });
	const early: KeeperMessage[] = [];
	let open: { outlet: Outlet; host: ReturnType<typeof createHost> } | null = null;
	let isClosed = false;

	/** A flow reaches into other queues: what this one hears of their jobs is theirs to read. */
	function startSource(onHint: (hint: Hint) => void): Promise<void> {
		return source.start((hint) => {
			if (hint.type !== 'changed') return onHint(hint);
			const ours = hint.keys.filter((key) => queueOf(key) === queue);
			if (ours.length === hint.keys.length) return onHint(hint);
			lookElsewhere(hint.keys.filter((key) => queueOf(key) !== queue));
			if (ours.length > 0) onHint({ type: 'changed', keys: ours });
		});
	}

	function state(): KeeperState {
		const { reachable, sweptAt = null } = board.health();
		return { reachable, sweptAt };
	}

	function begin(): void {
		if (isClosed) return;
		const outlet = createOutlet({ board, queue, clock, intervalMs, deliver: take });
		const host = createHost({ queue, board, tenure, clock, state, send, look: board.look });
		open = { outlet, host };
		outlet.want({ add: names(), drop: [] });
		for (const message of early.splice(0)) host.hear(message);
		onLoaded();
	}

	board.ready.then(begin, (error: unknown) => isClosed || onUnusable(error));

	return {
		want: (change) => open?.outlet.want(change),
		hear(message) {
			if (open !== null) open.host.hear(message);
			// Beats are answered by asking for more, and come again.
			else if (message.type === 'open') early.push(message);
		},
		look: board.look,
		isLoaded: () => open !== null,
		state,
		async close() {
			if (isClosed) return;
			isClosed = true;
			open?.outlet.close();
			open?.host.close();
			await board.close();
			await source.close();
		},
	};
}
