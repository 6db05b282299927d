/**
 * Carries messages between gateways, at most once: one may be lost, and may come late. Those of one sender on one topic
 * come in order.
 *
 * Every implementation passes the contract suite.
 */
export interface Bus {
	/** Sends to all who listen to the topic now, this process included. A topic is made of letters, digits, `-` and single dots. */
	publish(topic: string, message: object): Promise<void>;
	/** Resolves once messages are heard, with what ends it. The listener is given what was sent, as JSON makes it. */
	subscribe(topic: string, listener: (message: unknown) => void): Promise<() => Promise<void>>;
	/** Idempotent. */
	close(): Promise<void>;
}
