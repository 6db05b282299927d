import { createHash } from 'node:crypto';
import type { Relay } from 'bullmq';
import { closeRelay } from './close-relay.ts';
import { isRecord } from './told-progress.ts';
import { toWishOf, type Wish } from './wish.ts';

/** The relay's namespace; all gateways and workers of one store meet in it. */
export const controlNamespace = 'jobtray';

/** Where passing news is told. */
const newsTopic = 'cancels';

/** How long a wish outlives the process that took it: longer than any job should be held. */
const keepMs = 365 * 24 * 60 * 60_000;

/** Above this many known keys the oldest withdrawn wish is forgotten. */
const forgetAbove = 10_000;

/** What a listener is told. */
export type ControlNews =
	/** A wish was made, or withdrawn or fulfilled (`null`). */
	| { type: 'wish'; key: string; wish: Wish | null }
	/** Jobs that have not begun are being cancelled, and held until then. */
	| { type: 'held'; keys: string[]; undoUntil: number }
	/** That was taken back. */
	| { type: 'released'; keys: string[] }
	/** Jobs were taken out of their queue because they were cancelled. */
	| { type: 'cancelled'; keys: string[]; at: number };

/** News that is told and not kept: whoever missed it finds it in the store. */
export type PassingNews = Exclude<ControlNews, { type: 'wish' }>;

/** What has been asked of jobs, the same in all processes of a store. Knows nothing of what becomes of it. */
export interface Control {
	/** Resolves once the wishes of before are known and none is missed any more. */
	ready: Promise<void>;
	/** What is asked of a job; of the one added at this time, where that is given. */
	wishFor(key: string, addedAt?: number): Wish | undefined;
	/** Every job of which something is asked. */
	wishedKeys(): string[];
	/** Asks; it holds until it is cleared, over restarts. */
	wish(key: string, wish: Wish): Promise<void>;
	/** Withdraws what was asked, or says that it was done. Nothing happens where nothing was asked. */
	clear(key: string): Promise<void>;
	/** Tells all processes what has become of jobs that were cancelled before they began. */
	tell(news: PassingNews): Promise<void>;
	/** Calls `listener` with all news, also with this process's own. Returns what ends it. */
	onNews(listener: (news: ControlNews) => void): () => void;
	/** Idempotent. */
	close(): Promise<void>;
}

interface Known {
	wish: Wish | null;
	/** The relay's number of the message: a lower one is older. */
	mid: bigint;
}

/** Builds control on a node of BullMQ's relay, which it closes with itself. */
export function createControl(relay: Relay, onError: (error: unknown) => void): Control {
	const known = new Map<string, Known>();
	const listeners = new Set<(news: ControlNews) => void>();
	const underWay = new Set<Promise<void>>();

	function learn(key: string, { wish, mid }: Known): void {
		const before = known.get(key);
		if (before !== undefined && before.mid >= mid) return;
		// Withdrawn wishes are kept only so that a late message does not bring them back; the oldest may go.
		known.delete(key);
		known.set(key, { wish, mid });
		if (known.size > forgetAbove) forgetOldest();
		for (const listener of listeners) listener({ type: 'wish', key, wish });
	}

	function forgetOldest(): void {
		for (const [key, { wish }] of known) {
			if (wish !== null) continue;
			known.delete(key);
			return;
		}
	}

	async function loadRetained(): Promise<void> {
		for (const { topic, data, mid } of await relay.getRetained()) {
			const message = topic.startsWith('wish.') ? decodeMessage(parse(data)) : null;
			if (message !== null) learn(message.key, { wish: message.wish, mid: BigInt(mid) });
		}
	}

	/** What was begun before the close is finished by it. */
	function track(act: () => Promise<void>): Promise<void> {
		const acting = act();
		underWay.add(acting);
		const done = () => underWay.delete(acting);
		acting.then(done, done);
		return acting;
	}

	async function start(): Promise<void> {
		// After an absence the relay hands on new messages, but not the retained ones it missed.
		relay.on('recovered', () => loadRetained().catch(onError));
		await relay.subscribe('wish.*', ({ data, mid }) => {
			const message = decodeMessage(data);
			if (message !== null) learn(message.key, { wish: message.wish, mid: BigInt(mid) });
		});
		await relay.subscribe(newsTopic, ({ data }) => {
			const news = decodeNews(data);
			if (news !== null) for (const listener of listeners) listener(news);
		});
		await loadRetained();
	}

	const ready = start();
	// Whoever waits for `ready` gets the error; nobody need wait.
	ready.catch(() => undefined);

	return {
		ready,
		wishFor(key, addedAt) {
			const wish = known.get(key)?.wish ?? undefined;
			return addedAt === undefined ? wish : toWishOf(wish, addedAt);
		},
		wishedKeys: () => [...known].filter(([, { wish }]) => wish !== null).map(([key]) => key),
		wish: (key, wish) =>
			track(async () => {
				const { mid } = await relay.publish(toTopic(key), { key, wish }, { retain: keepMs });
				learn(key, { wish, mid: BigInt(mid) });
			}),
		clear: (key) =>
			track(async () => {
				if ((known.get(key)?.wish ?? null) === null) return;
				await relay.deleteRetained(toTopic(key));
				const { mid } = await relay.publish(toTopic(key), { key, wish: null });
				learn(key, { wish: null, mid: BigInt(mid) });
			}),
		tell: (news) =>
			track(async () => {
				if (news.keys.length > 0) await relay.publish(newsTopic, { ...news });
			}),
		onNews(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			listeners.clear();
			await Promise.allSettled(underWay);
			await closeRelay(relay, { onError });
		},
	};
}

/** Topics allow few characters and 512 bytes; the key itself travels in the message. */
function toTopic(key: string): string {
	return `wish.${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
}

function decodeMessage(data: unknown): { key: string; wish: Wish | null } | null {
	if (!isRecord(data) || typeof data.key !== 'string') return null;
	const { key, wish } = data;
	if (wish === null) return { key, wish };
	if (!isRecord(wish) || typeof wish.at !== 'number') return null;
	const { wanted, at, addedAt } = wish;
	if (wanted !== 'paused' && wanted !== 'cancelled') return null;
	return { key, wish: typeof addedAt === 'number' ? { wanted, at, addedAt } : { wanted, at } };
}

function decodeNews(data: unknown): PassingNews | null {
	if (!isRecord(data) || !Array.isArray(data.keys)) return null;
	const { type, undoUntil, at } = data;
	const keys = data.keys.filter((key) => typeof key === 'string');
	if (type === 'held' && typeof undoUntil === 'number') return { type, keys, undoUntil };
	if (type === 'cancelled' && typeof at === 'number') return { type, keys, at };
	return type === 'released' ? { type, keys } : null;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Some other program's message in our namespace.
		return null;
	}
}
