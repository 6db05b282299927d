import type { Link, LinkEvent } from './link.ts';
import {
	afterClose,
	close,
	connect,
	type In,
	judge,
	type LinkStep,
	patience,
	probe,
	stop,
	wait,
} from './link-steps.ts';

/** Steps the link: pure, and the same link where nothing happens. */
export function reduceLink(link: Link, event: LinkEvent): LinkStep {
	switch (link.status) {
		case 'closed':
			return event.type === 'opened' ? connect(link, event) : [link, []];
		case 'stopped':
			if (event.type === 'reconnectAsked') return connect(link, event);
			return event.type === 'closed' ? close() : [link, []];
		case 'waiting':
			return reduceWaiting(link, event);
		case 'connecting':
			return reduceConnecting(link, event);
		case 'live':
			return reduceLive(link, event);
	}
}

function reduceWaiting(link: In<'waiting'>, event: LinkEvent): LinkStep {
	switch (event.type) {
		case 'timeUp':
		case 'reconnectAsked':
			return connect(link, event);
		case 'woke':
			return link.slow ? [link, []] : connect(link, event);
		// A timer stands still while the device sleeps; the clock does not.
		case 'ticked':
			return event.at >= link.retryAt ? connect(link, event) : [link, []];
		case 'refused':
			return stop(link, event.reason);
		case 'closed':
			return close();
		default:
			return [link, []];
	}
}

function reduceConnecting(link: In<'connecting'>, event: LinkEvent): LinkStep {
	switch (event.type) {
		case 'socketOpened':
			return [{ ...link, opened: true }, []];
		case 'welcomed':
			return [
				{ status: 'live', attempt: link.attempt, since: event.at, heardAt: event.at, probedAt: null },
				[{ type: 'timer', delayMs: null }],
			];
		case 'timeUp':
			return wait(link, event);
		// A timer stands still while the device sleeps; the socket it watched is no longer worth waiting for.
		case 'woke':
		case 'ticked':
			return event.at - link.since > patience.connectMs ? connect(link, event) : [link, []];
		default:
			return reduceSocket(link, event);
	}
}

function reduceLive(link: In<'live'>, event: LinkEvent): LinkStep {
	switch (event.type) {
		case 'heard':
			return [
				{ ...link, heardAt: event.at, probedAt: null },
				link.probedAt === null ? [] : [{ type: 'timer', delayMs: null }],
			];
		case 'ticked':
			return judge(link, event, patience.silentMs);
		case 'woke':
			return judge(link, event, patience.silentAtWakeMs);
		case 'doubted':
			return probe(link, event);
		case 'timeUp':
			return connect(link, event);
		default:
			return reduceSocket(link, event);
	}
}

/** What is the same for every link that has a socket. */
function reduceSocket(link: In<'connecting' | 'live'>, event: LinkEvent): LinkStep {
	switch (event.type) {
		case 'socketClosed':
			return afterClose(link, event);
		case 'reconnectAsked':
			return connect(link, event);
		case 'pageLeft':
			return wait(link, event);
		case 'refused':
			return stop(link, event.reason);
		case 'closed':
			return close();
		default:
			return [link, []];
	}
}
