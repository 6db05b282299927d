import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import { createReadiness } from '../readiness.ts';
import type { BoardHealth, ServedBoard, ServedBoardParts, Sharing } from '../served-board.ts';
import type { Bus } from './bus.ts';
import { createWants } from './create-wants.ts';
import { decodeGatewayMessage, decodeKeeperMessage, decodeNewsMessage } from './decode-message.ts';
import type { Leases } from './leases.ts';
import { busVersion } from './messages.ts';
import { createMirror } from './mirror.ts';
import { type QueueShare, shareQueue } from './share-queue.ts';
import { SharingError } from './sharing-error.ts';
import { beatMs } from './timing.ts';

/** What gateways share the reading of an engine over. */
export interface SharingPorts {
	leases: Leases;
	bus: Bus;
	/** Milliseconds that never jump. Default `performance.now()`. */
	steadyNow?: () => number;
}

/** Where all gateways are told news. */
const newsTopic = 'news';

/** Between two attempts to listen. */
const retryMs = 1_000;

/** Lets gateways share: each queue is read by one of them, which tells the others what their viewers look at. */
export function createSharing({ leases, bus, steadyNow = () => performance.now() }: SharingPorts): Sharing {
	return { open: (parts) => openShared(parts, { leases, bus, steadyNow }) };
}

function openShared(parts: ServedBoardParts, { leases, bus, steadyNow }: Required<SharingPorts>): ServedBoard {
	const { source, epoch: gateway, finished, clock, log, onTick } = parts;
	const { byQueue } = source;
	if (byQueue === undefined) throw new SharingError();
	const { queues, queueOf } = byQueue;
	const shares = new Map<string, QueueShare>();
	const heard = new Set<string>();
	const ends: (() => Promise<void>)[] = [];
	const publish = createPublisher(bus, log);
	const wants = createWants({
		clock,
		onChange(change) {
			for (const name of change.drop) mirror.forget(name);
			for (const share of shares.values()) share.want(change);
		},
	});
	const mirror = createMirror({ epoch: gateway, queues, finishedLimit: finished.limit, clock, onHeld: wants.setHeld });
	let cancelTick = () => {};
	let closing: Promise<void> | null = null;
	const { ready, settle: settleReady } = createReadiness();

	function toShare(queue: string): QueueShare {
		const topic = toTopic(queue);
		const stamp = { v: busVersion, queue };
		return shareQueue({
			queue,
			gateway,
			leases,
			steadyNow,
			parts,
			openSource: () => byQueue?.open(queue) ?? source,
			queueOf,
			names: wants.names,
			take: (delivery) => mirror.take(queue, delivery),
			sendToKeeper: (message) => void publish(topic, { ...stamp, gateway, ...message }),
			sendToGateway: (to, message) => publish(`to.${to}`, { ...stamp, ...message }),
			sendNews: (message) => publish(newsTopic, { ...stamp, ...message }),
			lookElsewhere: look,
			kept: () => [...shares.values()].filter((share) => share.state().isHere).length,
			listen: () =>
				bus.subscribe(topic, (data) => {
					const message = decodeKeeperMessage(data);
					if (message !== null && message.queue === queue) shares.get(queue)?.hearWant(message);
				}),
			onHeard() {
				heard.add(queue);
				if (heard.size === queues.length) settleReady();
			},
			onUnusable: settleReady,
			onLeaseError: publish.failed,
		});
	}

	function look(keys: readonly string[]): void {
		const byName = new Map<string, string[]>();
		for (const key of keys) {
			const queue = queueOf(key);
			if (queue !== null) byName.set(queue, [...(byName.get(queue) ?? []), key]);
		}
		for (const [queue, some] of byName) shares.get(queue)?.look(some);
	}

	/** Whatever is told to this gateway is heard before anything is asked for. */
	async function start(): Promise<void> {
		try {
			const hearRows = (data: unknown) => {
				const message = decodeGatewayMessage(data);
				if (message !== null) shares.get(message.queue)?.hear(message);
			};
			const hearNews = (data: unknown) => {
				const message = decodeNewsMessage(data);
				if (message !== null) shares.get(message.queue)?.hearNews(message);
			};
			if (ends.length === 0) ends.push(await bus.subscribe(`to.${gateway}`, hearRows));
			ends.push(await bus.subscribe(newsTopic, hearNews));
		} catch (error) {
			publish.failed(error);
			if (closing === null) cancelTick = clock.setTimer(retryMs, () => void start());
			return;
		}
		if (closing !== null) return;
		for (const queue of queues) shares.set(queue, toShare(queue));
		if (queues.length === 0) settleReady();
		planTick();
	}

	function planTick(): void {
		cancelTick = clock.setTimer(beatMs, () => {
			wants.tick();
			mirror.tick(wants.has);
			for (const share of shares.values()) share.beat();
			onTick();
			planTick();
		});
	}

	function toHealth(): BoardHealth {
		const states = [...shares.values()].map((share) => share.state());
		const here = states.filter(({ isHere, keeper }) => isHere && keeper !== null).length;
		const nobody = queues.length - states.filter(({ keeper }) => keeper !== null).length;
		const swept = states.map(({ keeper }) => keeper?.sweptAt ?? null);
		const sweptAt = swept.includes(null) ? null : Math.min(...swept.map((at) => at ?? 0));
		return {
			reachable: states.every(({ keeper }) => keeper?.reachable === true),
			...(sweptAt === null || !Number.isFinite(sweptAt) ? {} : { sweptAt }),
			queues: { here, elsewhere: queues.length - nobody - here, nobody },
		};
	}

	async function shutDown(): Promise<void> {
		cancelTick();
		wants.close();
		settleReady();
		await starting;
		await Promise.all([...shares.values()].map((share) => share.close()));
		await Promise.allSettled(ends.map((end) => end()));
	}

	const starting = start();

	return {
		entries: mirror.entries,
		get all() {
			return mirror.all;
		},
		feedOf: mirror.feedOf,
		line: mirror.line,
		cursor: mirror.cursor,
		whenWhole: mirror.whenWhole,
		accepted: mirror.accepted,
		ready,
		isLoaded: () => heard.size === queues.length,
		look,
		health: toHealth,
		close() {
			closing ??= shutDown();
			return closing;
		},
	};
}

/** Sends, and logs once when that fails and once when it works again. */
function createPublisher(bus: Bus, log: Log) {
	let isDown = false;
	function failed(error: unknown): void {
		if (isDown) return;
		isDown = true;
		const message = 'The other gateways cannot be reached. What is known is still served; it is tried again.';
		log({ level: 'warn', event: 'gateways-unreachable', message, error });
	}
	async function publish(topic: string, message: object): Promise<void> {
		try {
			await bus.publish(topic, message);
			if (isDown)
				log({ level: 'info', event: 'gateways-reached', message: 'The other gateways can be reached again.' });
			isDown = false;
		} catch (error) {
			failed(error);
		}
	}
	return Object.assign(publish, { failed });
}

/** Names of queues may hold what topics may not. */
function toTopic(queue: string): string {
	return `queue.${createHash('sha256').update(queue).digest('hex').slice(0, 40)}`;
}
