import type { Relay } from 'bullmq';
import type { Clock } from '../protocol/index.ts';
import { systemClock } from '../server/clock.ts';
import { closeInLayers } from './close-in-layers.ts';

/** On a Redis Cluster BullMQ 6.7 waits for ever for a relay that is closed while its reader connects. Milliseconds. */
const closeRelayMs = 2_000;

/** Closes a node of BullMQ's relay, or leaves it to end by itself after 2 s. Never rejects. */
export function closeRelay(
	relay: Pick<Relay, 'close'>,
	{ onError, clock = systemClock }: { onError(error: unknown): void; clock?: Clock },
): Promise<void> {
	return closeInLayers({ layers: [[relay]], withinMs: closeRelayMs, onError, clock });
}
