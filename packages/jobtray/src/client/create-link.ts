import type { ClientMessage, Clock, DecodedServer, ServerMessage } from '../protocol/index.ts';
import { type Cell, createCell } from './cell.ts';
import { createTicker } from './create-ticker.ts';
import { isToldApart, type Link, type LinkEffect, type LinkEvent, toLinkState, type WithoutStamp } from './link.ts';
import type { LinkState } from './link-state.ts';
import type { Page, PageEvent } from './page.ts';
import type { Readable } from './readable.ts';
import { reduceLink } from './reduce-link.ts';
import type { Socket, Transport } from './transport.ts';

/** Reads what the server sends. */
export interface FrameReader {
	/** Never throws. */
	decode(text: string): DecodedServer;
	/** How long to wait at least after a close with this reason; `random` is 0..1. */
	leastMs(random: number, reason?: string): number;
	/** Is told each message of the present socket, after the link has taken note of it; a `welcome` makes the link live first. */
	hear(message: ServerMessage): void;
}

/** What a link needs from outside. */
export interface LinkOptions {
	/** Base of the gateway, without a slash at its end. */
	url: string;
	transport: Transport;
	page: Page;
	clock: Clock;
	/** 0..1, for jitter. */
	random: () => number;
	request: typeof fetch;
	/** What reads frames; `null` while there is none, and then they wait. */
	reader(): FrameReader | null;
}

/** The connection to the gateway: it knows sockets and time, and nothing of jobs. */
export interface LinkControl {
	state: Readable<LinkState>;
	open(): void;
	/** Leaves no timer, listener or socket. */
	close(): void;
	/** Tries at once, whatever it waits for. */
	reconnect(): void;
	/** Gives up: the login is over. */
	refuse(): void;
	/** Asks the server for a sign of life. */
	doubt(): void;
	/** Sends if the link is live; else nothing, since the next welcome starts afresh. */
	send(message: ClientMessage): void;
	/** There is a reader now: reads what waits. */
	read(): void;
}

/** What may mean another network, or the end of a sleep. */
const wakeUps: ReadonlySet<PageEvent> = new Set(['visible', 'focused', 'online', 'shown', 'restored', 'resumed']);

/** Makes a closed link. All its effects run here; what it decides is in `reduceLink`. */
export function createLink(options: LinkOptions): LinkControl {
	const { clock, page } = options;
	const state: Cell<LinkState> = createCell(toLinkState({ status: 'closed' }));
	let link: Link = { status: 'closed' };
	let socket: Socket | null = null;
	/** Counts sockets: what an earlier one still has to say is not heard. */
	let generation = 0;
	/** Frames of the present socket that nobody could read yet. */
	let unread: string[] = [];
	/** HTTP answers in a row to refused upgrades. One may be of a server that came up just then. */
	let grants = 0;
	let cancelTimer: (() => void) | null = null;
	let leavePage: (() => void) | null = null;
	const ticker = createTicker(clock, (tick) => dispatch({ type: tick === 'jump' ? 'woke' : 'ticked' }));

	function dispatch(event: WithoutStamp<LinkEvent>): void {
		const before = link;
		const [next, effects] = reduceLink(before, { ...event, at: clock.now(), random: options.random() });
		link = next;
		for (const effect of effects) run(effect);
		listen();
		if (isToldApart(before, next)) state.set(toLinkState(next));
	}

	function run(effect: LinkEffect): void {
		switch (effect.type) {
			case 'connect':
				drop();
				connect();
				break;
			case 'drop':
				drop();
				break;
			case 'send':
				socket?.send(JSON.stringify(effect.message));
				break;
			case 'timer':
				setTimer(effect.delayMs);
				break;
			case 'checkAccess':
				// Where it cannot be loaded, the next attempt that fails asks again.
				ask(generation).catch(() => {});
		}
	}

	function setTimer(delayMs: number | null): void {
		cancelTimer?.();
		cancelTimer = delayMs === null ? null : clock.setTimer(delayMs, () => dispatch({ type: 'timeUp' }));
	}

	function drop(): void {
		generation += 1;
		unread = [];
		socket?.close();
		socket = null;
	}

	function connect(): void {
		const own = generation;
		socket = options.transport.open(`${options.url}/socket`, {
			opened: () => own === generation && dispatch({ type: 'socketOpened' }),
			closed: (code, reason) =>
				own === generation &&
				dispatch({ type: 'socketClosed', code, leastMs: options.reader()?.leastMs(options.random(), reason) }),
			received: (text) => own === generation && receive(text),
		});
	}

	function receive(text: string): void {
		unread.push(text);
		read();
	}

	function read(): void {
		const reader = options.reader();
		if (reader === null) return;
		// What is heard may drop the socket, and with it what is left.
		for (let text = unread.shift(); text !== undefined; text = unread.shift()) {
			const decoded = reader.decode(text);
			dispatch({ type: 'heard' });
			if (decoded.type !== 'message') continue;
			if (decoded.message.type === 'welcome') {
				grants = 0;
				dispatch({ type: 'welcomed' });
			}
			// From here and not from a timer: the timers of a hidden page stand still.
			if (decoded.message.type === 'ping') send({ type: 'pong' });
			// Before the welcome nobody knows whose jobs these are.
			if (link.status === 'live') reader.hear(decoded.message);
		}
	}

	async function ask(own: number): Promise<void> {
		const { checkAccess, upgradeRefused } = await import('./check-access.ts');
		const access = await checkAccess(options.request, options.url);
		if (own !== generation) return;
		grants = access === 'granted' ? grants + 1 : 0;
		if (grants === 2) console.warn(upgradeRefused(options.url));
		if (access === 'login' || access === 'forbidden') dispatch({ type: 'refused', reason: access });
	}

	/** Hears the page while the link is open, and ticks while somebody can see it and there is something to judge. */
	function listen(): void {
		const open = link.status !== 'closed';
		if (open) leavePage ??= page.subscribe(hear);
		else {
			leavePage?.();
			leavePage = null;
		}
		if (open && link.status !== 'stopped' && !page.hidden()) ticker.on();
		else ticker.off();
	}

	function hear(event: PageEvent): void {
		if (event === 'visible' || event === 'hidden') send({ type: 'visibility', hidden: page.hidden() });
		if (event === 'left') dispatch({ type: 'pageLeft' });
		else if (event === 'offline') dispatch({ type: 'doubted' });
		else if (wakeUps.has(event)) dispatch({ type: 'woke' });
		else listen();
	}

	function send(message: ClientMessage): void {
		if (link.status === 'live') socket?.send(JSON.stringify(message));
	}

	return {
		state,
		open: () => dispatch({ type: 'opened' }),
		close: () => dispatch({ type: 'closed' }),
		reconnect: () => dispatch({ type: 'reconnectAsked' }),
		refuse: () => dispatch({ type: 'refused', reason: 'login' }),
		doubt: () => dispatch({ type: 'doubted' }),
		send,
		read,
	};
}
