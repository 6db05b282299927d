import type { ClientMessage } from '../protocol/index.ts';
import type { LinkState } from './link-state.ts';

/** How the link stands inside; each state has only what it needs. */
export type Link =
	| { status: 'closed' }
	| {
			status: 'connecting';
			/** From 1; counts on until a link has lasted. */
			attempt: number;
			since: number;
			/** Whether the upgrade went through, so that only the welcome is missing. */
			opened: boolean;
			/** Attempts in a row whose upgrade did not go through, before this one. */
			refusals: number;
			asOf?: number;
	  }
	| {
			status: 'live';
			attempt: number;
			since: number;
			heardAt: number;
			/** When a probe was sent that has not been answered. */
			probedAt: number | null;
	  }
	| {
			status: 'waiting';
			attempt: number;
			retryAt: number;
			/** The server wants patience: waking up does not shorten the wait. */
			slow: boolean;
			refusals: number;
			asOf?: number;
	  }
	| { status: 'stopped'; reason: 'login' | 'forbidden'; asOf?: number };

/** What happens to a link. `at` is this device's clock, `random` is 0..1, `leastMs` how long a server that closes wants to be left alone. */
export type LinkEvent = { at: number; random: number; leastMs?: number } & (
	| { type: 'opened' | 'closed' | 'reconnectAsked' }
	| { type: 'socketOpened' | 'welcomed' | 'heard' }
	| { type: 'socketClosed'; code: number }
	/** The one timer of the link is due. */
	| { type: 'timeUp' }
	/** Something that may mean a new network or the end of a sleep. */
	| { type: 'woke' }
	/** Time to look at the time stamps; only while somebody can see the page. */
	| { type: 'ticked' }
	/** A reason to ask whether the server still hears us. */
	| { type: 'doubted' }
	/** The page is about to be left. */
	| { type: 'pageLeft' }
	/** An HTTP request has shown why we are not let in. */
	| { type: 'refused'; reason: 'login' | 'forbidden' }
);

/** What is to be done, in this order. */
export type LinkEffect =
	/** Opens a socket; one there was is dropped and never heard again. */
	| { type: 'connect' }
	| { type: 'drop' }
	/** Sets the one timer, or clears it with `null`. */
	| { type: 'timer'; delayMs: number | null }
	| { type: 'send'; message: ClientMessage }
	/** Asks over HTTP whether the login is why the upgrade fails; a browser hides that answer from a WebSocket. */
	| { type: 'checkAccess' };

/** What others may know of a link. */
export function toLinkState(link: Link): LinkState {
	switch (link.status) {
		case 'closed':
		case 'live':
			return { status: link.status };
		case 'connecting':
			return { status: link.status, attempt: link.attempt, asOf: link.asOf };
		case 'waiting':
			return { status: link.status, attempt: link.attempt, retryAt: link.retryAt, asOf: link.asOf };
		case 'stopped':
			return { status: link.status, reason: link.reason, asOf: link.asOf };
	}
}

/** Whether others have to be told of a step. Time stamps of a live link, and how far an attempt has come, are its own affair. */
export function isToldApart(before: Link, after: Link): boolean {
	if (before === after) return false;
	if (before.status !== 'connecting' || after.status !== 'connecting') {
		return before.status !== after.status || after.status !== 'live';
	}
	return before.since !== after.since || before.attempt !== after.attempt;
}

/** An event before the link's runtime has put time and chance into it. */
export type WithoutStamp<E> = E extends LinkEvent ? Omit<E, 'at' | 'random'> : never;
