import type { ServedBoardParts } from '../served-board.ts';
import type { Source } from '../source.ts';
import type { Delivery, FeedName, WantChange } from './delivery.ts';
import { createFollower, type Follower, type KeeperState } from './follower.ts';
import { keepLease, type LeaseKeeper, type Tenure } from './keep-lease.ts';
import { type KeptQueue, keepQueue } from './keep-queue.ts';
import type { Leases } from './leases.ts';
import type { GatewayMessage, KeeperMessage, NewsMessage, ToAll, ToGateway, ToKeeper } from './messages.ts';

/** A queue whose source cannot be used is left to others for so long. */
const restMs = 5_000;

/** This gateway's part in one queue: it keeps it, or follows whoever does. */
export interface QueueShare {
	want(change: WantChange): void;
	hear(message: GatewayMessage): void;
	hearWant(message: KeeperMessage): void;
	hearNews(message: NewsMessage): void;
	look(keys: readonly string[]): void;
	/** Says that this gateway is still there. */
	beat(): void;
	/** Whether the queue is kept here, and how its keeper stands; `null` where nobody was heard to keep it lately. */
	state(): { isHere: boolean; keeper: KeeperState | null };
	/** Idempotent. */
	close(): Promise<void>;
}

/** Options of {@link shareQueue}. */
export interface ShareQueueOptions {
	queue: string;
	/** Names this gateway. */
	gateway: string;
	leases: Leases;
	steadyNow: () => number;
	parts: ServedBoardParts;
	/** Opens a source of this queue alone. */
	openSource: () => Source;
	queueOf: (key: string) => string | null;
	names: () => FeedName[];
	take: (delivery: Delivery) => void;
	sendToKeeper: (message: ToKeeper) => void;
	sendToGateway: (gateway: string, message: ToGateway & { term: number }) => Promise<void>;
	sendNews: (message: ToAll & { term: number }) => Promise<void>;
	lookElsewhere: (keys: readonly string[]) => void;
	/** How many queues this gateway keeps. */
	kept: () => number;
	/** Listens to what gateways say to the keeper. Resolves once they are heard, with what ends it. */
	listen: () => Promise<() => Promise<void>>;
	/** A keeper was heard, or this gateway is it. */
	onHeard: () => void;
	onUnusable: (error: unknown) => void;
	onLeaseError: (error: unknown) => void;
}

type Role = { type: 'follows'; follower: Follower } | { type: 'keeps'; kept: KeptQueue; tenure: Tenure };

/** Takes part in a queue. */
export function shareQueue(options: ShareQueueOptions): QueueShare {
	const { queue, gateway, leases, steadyNow, parts, names, take, sendToKeeper, onHeard } = options;
	const { clock, random, log } = parts;
	let streams = 0;
	let latestTerm = 0;
	let isClosed = false;
	let stopListening: Promise<() => Promise<void>> | null = null;
	let cancelRest = () => {};
	const ending = new Set<Promise<unknown>>();
	let role: Role = follow();
	let lease = askForLease();

	function follow(): Role {
		const nextStream = () => ++streams;
		const follower = createFollower({ clock, term: latestTerm, nextStream, names, send: sendToKeeper, take, onHeard });
		return { type: 'follows', follower };
	}

	function askForLease(): LeaseKeeper {
		return keepLease({
			name: queue,
			holder: gateway,
			leases,
			clock,
			steadyNow,
			random,
			held: options.kept,
			onHeld: keep,
			onLost() {
				const message = `Another gateway may keep ${queue} from now on: this one could not renew its lease in time.`;
				log({ level: 'warn', event: 'queue-lost', message });
				leave();
			},
			onError: options.onLeaseError,
		});
	}

	function keep(tenure: Tenure): void {
		if (role.type === 'follows') role.follower.close();
		latestTerm = tenure.term;
		stopListening = options.listen();
		// Where it fails, gateways are not heard; the bus says so, and beats are tried again.
		stopListening.catch(options.onLeaseError);
		const kept = keepQueue({
			queue,
			source: options.openSource(),
			tenure,
			parts,
			queueOf: options.queueOf,
			names,
			take,
			send: (to, message) => options.sendToGateway(to, { ...message, term: tenure.term }),
			lookElsewhere: options.lookElsewhere,
			onLoaded() {
				log({ level: 'info', event: 'queue-kept', message: `This gateway keeps ${queue} from now on.` });
				onHeard();
				void stopListening?.then(() => options.sendNews({ type: 'kept', term: tenure.term }));
			},
			onUnusable(error) {
				options.onUnusable(error);
				rest();
			},
		});
		role = { type: 'keeps', kept, tenure };
	}

	/** Stops to keep it, at once. */
	function leave(): void {
		if (role.type !== 'keeps') return;
		track(role.kept.close());
		if (stopListening !== null) track(stopListening.then((stop) => stop()));
		stopListening = null;
		if (!isClosed) role = follow();
	}

	/** Another gateway may be luckier with the engine. */
	function rest(): void {
		leave();
		track(lease.close());
		cancelRest = clock.setTimer(restMs, () => {
			if (!isClosed) lease = askForLease();
		});
	}

	function track(work: Promise<unknown>): void {
		ending.add(work);
		const done = () => ending.delete(work);
		work.then(done, done);
	}

	return {
		want(change) {
			if (role.type === 'follows') role.follower.want(change);
			else role.kept.want(change);
		},
		hear(message) {
			if (role.type === 'follows') role.follower.hear(message);
			latestTerm = Math.max(latestTerm, message.term);
		},
		hearWant(message) {
			if (role.type === 'keeps' && message.gateway !== gateway) role.kept.hear(message);
		},
		hearNews({ type, term }) {
			if (role.type === 'keeps') return;
			if (type === 'free') lease.hurry();
			else role.follower.kept(term);
			latestTerm = Math.max(latestTerm, role.follower.term());
		},
		look(keys) {
			if (role.type === 'follows') role.follower.look(keys);
			else role.kept.look(keys);
		},
		beat() {
			if (role.type === 'follows') role.follower.beat();
		},
		state() {
			if (role.type === 'follows') return { isHere: false, keeper: role.follower.state() };
			return { isHere: true, keeper: role.kept.isLoaded() && role.tenure.isInTime() ? role.kept.state() : null };
		},
		async close() {
			if (isClosed) return;
			isClosed = true;
			cancelRest();
			const tenure = role.type === 'keeps' ? role.tenure : null;
			if (role.type === 'follows') role.follower.close();
			else leave();
			await lease.close();
			await Promise.allSettled(ending);
			if (tenure !== null) await options.sendNews({ type: 'free', term: tenure.term });
		},
	};
}
