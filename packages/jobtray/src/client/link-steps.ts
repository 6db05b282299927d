import { toAfterClose } from '../protocol/close-codes.ts';
import { backOff, decideBackOffMs, decideSlowBackOffMs } from './back-off.ts';
import type { Link, LinkEffect, LinkEvent } from './link.ts';

/** How long a link may take or be silent, in milliseconds. */
export const patience = {
	/** From asking for a socket to its welcome. */
	connectMs: 10_000,
	/** A link that lived this long is good; one that did not counts as one more failed attempt. */
	lastedMs: 30_000,
	/** Silence that makes us ask; the server pings every 25 s, give or take a tenth. */
	silentMs: 35_000,
	/** Silence that makes us ask when the page wakes. */
	silentAtWakeMs: 5_000,
	/** Silence after which the server has long given the socket up: nothing is asked, a new one is opened. */
	deadMs: 70_000,
	/** How long the answer to a probe may take. */
	probeMs: 5_000,
} as const;

/** The link in one of its states. */
export type In<S extends Link['status']> = Extract<Link, { status: S }>;
/** Where it goes next, and what is to be done on the way. */
export type LinkStep = [Link, LinkEffect[]];

/** Judges by time stamps, not by timers: those stand still in hidden pages and in sleep. */
export function judge(link: In<'live'>, event: LinkEvent, silentMs: number): LinkStep {
	const silence = event.at - link.heardAt;
	if (silence > patience.deadMs) return connect(link, event);
	if (link.probedAt !== null && event.at - link.probedAt > patience.probeMs) return connect(link, event);
	// Negative: this device's clock was set back, and the time stamps say nothing.
	return silence > silentMs || silence < 0 ? probe(link, event) : [link, []];
}

/** Asks the server for a sign of life, unless it has been asked. */
export function probe(link: In<'live'>, event: LinkEvent): LinkStep {
	if (link.probedAt !== null) return [link, []];
	return [
		{ ...link, probedAt: event.at },
		[
			{ type: 'send', message: { type: 'probe' } },
			{ type: 'timer', delayMs: patience.probeMs },
		],
	];
}

/** The next attempt's number: a person's wish starts anew, and so does a link that had lasted. */
function countAttempts(link: Link, event: LinkEvent): number {
	if (link.status === 'closed' || link.status === 'stopped' || event.type === 'reconnectAsked') return 0;
	return link.status === 'live' && event.at - link.since >= patience.lastedMs ? 0 : link.attempt;
}

function asOf(link: Link): number | undefined {
	if (link.status === 'live') return link.heardAt;
	return link.status === 'closed' ? undefined : link.asOf;
}

function refusalsOf(link: Link): number {
	return link.status === 'connecting' || link.status === 'waiting' ? link.refusals : 0;
}

/** Opens a new socket now. */
export function connect(link: Link, event: LinkEvent): LinkStep {
	return [
		{
			status: 'connecting',
			attempt: countAttempts(link, event) + 1,
			since: event.at,
			opened: false,
			refusals: refusalsOf(link),
			asOf: asOf(link),
		},
		[{ type: 'connect' }, { type: 'timer', delayMs: patience.connectMs }],
	];
}

/** Gives the socket up and waits before the next. */
export function wait(link: In<'connecting' | 'live'>, event: LinkEvent): LinkStep {
	const slow = event.type === 'socketClosed' && toAfterClose(event.code) === 'retry-slowly';
	const attempt = countAttempts(link, event);
	const delayMs = slow ? decideSlowBackOffMs(event.random) : decideWaitMs(attempt, event);
	const refused = event.type === 'socketClosed' && link.status === 'connecting' && !link.opened;
	const refusals = refused ? refusalsOf(link) + 1 : 0;
	const effects: LinkEffect[] = [{ type: 'drop' }, { type: 'timer', delayMs }];
	// Once may be a restart under way. What keeps happening may be a login that is over.
	if (refusals >= 2) effects.push({ type: 'checkAccess' });
	return [{ status: 'waiting', attempt, retryAt: event.at + delayMs, slow, refusals, asOf: asOf(link) }, effects];
}

function decideWaitMs(attempt: number, event: LinkEvent): number {
	// The page is gone for now: a socket opened in between would keep it out of the back/forward cache.
	if (event.type === 'pageLeft') return backOff.mostMs;
	return Math.max(event.leastMs ?? 0, decideBackOffMs(attempt || 1, event.random));
}

/** Does what the close code asks for. */
export function afterClose(
	link: In<'connecting' | 'live'>,
	event: Extract<LinkEvent, { type: 'socketClosed' }>,
): LinkStep {
	switch (toAfterClose(event.code)) {
		case 'login':
			return stop(link, 'login');
		case 'stop':
			return stop(link, 'forbidden');
		default:
			return wait(link, event);
	}
}

/** Gives up until somebody asks again. */
export function stop(link: Link, reason: 'login' | 'forbidden'): LinkStep {
	return [{ status: 'stopped', reason, asOf: asOf(link) }, [{ type: 'drop' }, { type: 'timer', delayMs: null }]];
}

/** Ends the link. */
export function close(): LinkStep {
	return [{ status: 'closed' }, [{ type: 'drop' }, { type: 'timer', delayMs: null }]];
}
