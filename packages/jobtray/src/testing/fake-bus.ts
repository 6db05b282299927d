import type { Clock } from '../protocol/index.ts';
import type { Bus } from '../server/sharing/bus.ts';

/** What becomes of one message on its way to one listener: when it comes, once for each; none for a lost one. */
export type Fate = (topic: string) => number[];

/** A bus in memory, to which any number of processes are joined. */
export interface FakeBus {
	/** Another process on it, which hears by its own clock. */
	join(clock: Clock): FakeBusEnd;
	/** Says what becomes of messages from now on; `null`: each comes once, at once. */
	setFate(fate: Fate | null): void;
	/** How many messages were sent. */
	sent(): number;
}

/** One process's end. */
export interface FakeBusEnd extends Bus {
	/** While on, the process neither sends nor hears; what it sends meanwhile is lost. */
	cut(on: boolean): void;
}

/** How long a message takes that nothing happens to. */
const wayMs = 1;

/** Creates it with nobody on it. */
export function createFakeBus(): FakeBus {
	const listeners = new Set<{ topic: string; clock: Clock; hear: (text: string) => void }>();
	let fate: Fate | null = null;
	let sent = 0;

	function publish(topic: string, message: object): void {
		const text = JSON.stringify(message);
		sent++;
		for (const listener of listeners) {
			if (listener.topic !== topic) continue;
			for (const delayMs of fate?.(topic) ?? [wayMs]) {
				listener.clock.setTimer(delayMs, () => listeners.has(listener) && listener.hear(text));
			}
		}
	}

	return {
		join(clock) {
			let isCut = false;
			const own = new Set<() => void>();
			return {
				async publish(topic, message) {
					if (!isCut) publish(topic, message);
				},
				async subscribe(topic, listener) {
					const entry = { topic, clock, hear: (text: string) => isCut || listener(JSON.parse(text)) };
					listeners.add(entry);
					const end = () => void listeners.delete(entry);
					own.add(end);
					return async () => end();
				},
				async close() {
					for (const end of own) end();
				},
				cut(on) {
					isCut = on;
				},
			};
		},
		setFate(next) {
			fate = next;
		},
		sent: () => sent,
	};
}
