import { createState, type Readable } from '../state/create-state.ts';

/** The browser's address bar and history, as far as the router needs them. */
export interface HistoryPort {
	/** Path of the page shown. */
	pathname(): string;
	/** Adds an entry and shows `href`, without loading a page. */
	push(href: string): void;
	/** Shows `href` in place of the entry under way. */
	replace(href: string): void;
	/** Leaves Studio for an address on another site. */
	leave(href: string): void;
	/** Calls `listener` after Back and Forward. Returns what ends it. */
	onPop(listener: () => void): () => void;
}

/** Where the person is, and how they came there; a new object for each navigation, also to the same path. */
export interface Place {
	pathname: string;
	/** `load`: the page was opened here. `push`: a link or a navigation. `pop`: Back or Forward. */
	came: 'load' | 'push' | 'pop';
}

/** Shows views by address. */
export interface Router {
	place: Readable<Place>;
	/** Shows `href`: a path of Studio, or an address elsewhere, which leaves Studio. */
	navigate(href: string): void;
	/** Like `navigate`, without an entry to come back to. */
	replace(href: string): void;
	/** Follows Back and Forward until the returned function is called. */
	open(): () => void;
}

/** Makes a router over `history`. Nothing listens until `open()`. */
export function createRouter(history: HistoryPort): Router {
	const place = createState<Place>({ pathname: history.pathname(), came: 'load' });
	const show = (came: Place['came']) => place.set({ pathname: history.pathname(), came });
	return {
		place,
		navigate(href) {
			if (!href.startsWith('/')) return history.leave(href);
			history.push(href);
			show('push');
		},
		replace(href) {
			history.replace(href);
			show('push');
		},
		open: () => history.onPop(() => show('pop')),
	};
}
