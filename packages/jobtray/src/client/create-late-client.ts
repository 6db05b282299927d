import { createBrowserClock } from './browser-clock.ts';
import { createBrowserPage } from './browser-page.ts';
import { createBrowserTransport } from './browser-transport.ts';
import { createCell } from './cell.ts';
import type { JobtrayClient, Viewer } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import type { CreateFrames, Frames } from './create-frames.ts';
import { createLateFeed } from './create-late-feed.ts';
import { createLease } from './create-lease.ts';
import { createLink } from './create-link.ts';
import type { LazyPart } from './lazy-part.ts';

/** How long the link and a watch outlive their last holder, so that mounting again keeps them. Milliseconds. */
const lingerMs = 1_000;

const notLoaded = {
	ok: false,
	code: 'unreachable',
	message: 'What sends commands could not be loaded. Try again.',
} as const;

/**
 * Makes a client whose reader of frames may still have to be loaded. That begins with each attempt to connect, so that it
 * is there when the first frame is, or soon after; until then frames wait, and a link whose welcome nobody can read is tried again.
 */
export function createLateClient(options: ClientOptions, part: LazyPart<CreateFrames>): JobtrayClient {
	const url = (options.url ?? '/jobtray').replace(/\/+$/, '');
	const clock = options.clock ?? createBrowserClock();
	const page = options.page ?? createBrowserPage();
	// Called as a function of the global object, which is what browsers insist on.
	const request: typeof fetch = options.request ?? ((input, init) => globalThis.fetch(input, init));
	const viewer = createCell<Viewer | null>(null);
	const frames = createCell<Frames | null>(null);

	const link = createLink({
		url,
		clock,
		page,
		request,
		transport: options.transport ?? createBrowserTransport(),
		random: options.random ?? Math.random,
		reader: frames.get,
	});
	const opening = createLease({ clock, lingerMs, start: link.open, stop: link.close });
	const watchingAll = createLease({
		clock,
		lingerMs,
		start: () => frames.get()?.watchAll(),
		stop: () => link.send({ type: 'unwatch', scope: 'all' }),
	});
	begin();
	link.state.subscribe(() => {
		const state = link.state.get();
		if (state.status === 'connecting') void load();
		if (state.status === 'stopped' && state.reason === 'forbidden') frames.get()?.forgetAll();
	});

	const feeds = { mine: createLateFeed('mine', frames), all: createLateFeed('all', frames) };

	function begin(): void {
		const state = part.get();
		if (state.status !== 'ready' || frames.get() !== null) return;
		frames.set(state.part({ url, clock, page, request, viewer, link, watchesAll: watchingAll.active }));
		link.read();
	}

	/** Begins with what may have been loaded for another client; nothing listens before this one is opened. */
	async function load(): Promise<void> {
		if (frames.get() !== null) return;
		await part.load();
		begin();
	}

	async function whenRead<T>(ask: (frames: Frames) => Promise<T>): Promise<T | typeof notLoaded> {
		if (frames.get() === null) await load();
		const read = frames.get();
		return read === null ? notLoaded : ask(read);
	}

	return {
		link: link.state,
		viewer,
		page,
		clock,
		now: () => frames.get()?.now() ?? clock.now(),
		open: opening.take,
		reconnect: link.reconnect,
		feed: (scope) => feeds[scope],
		// `mine` is watched for as long as the link is open.
		watch: (scope) => (scope === 'all' ? watchingAll.take() : () => {}),
		command: (key, action) => whenRead((read) => read.command(key, action)),
		commandAll: (action) => whenRead((read) => read.commandAll(action)),
	};
}
