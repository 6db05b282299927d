import type { Relay } from 'bullmq';
import type { Bus } from '../../server/sharing/bus.ts';
import { closeRelay } from '../close-relay.ts';

/** The relay's namespace, apart from that of control: rows are many, and wishes are not to wait behind them. */
export const busNamespace = 'jobtray-rows';

/** A bus on a node of BullMQ's relay, which it closes with itself. */
export function createRelayBus(relay: Relay, onError: (error: unknown) => void): Bus {
	return {
		async publish(topic, message) {
			await relay.publish(topic, message);
		},
		async subscribe(topic, listener) {
			const { unsubscribe } = await relay.subscribe(topic, ({ data }) => listener(data));
			return unsubscribe;
		},
		close: () => closeRelay(relay, { onError }),
	};
}
