import type { Page, PageEvent } from '../client/index.ts';

/** How a fake page stands. */
export interface FakePageState {
	/** Default false. */
	hidden?: boolean;
	/** Whether its window has the focus; a hidden page never has. Default true. */
	focused?: boolean;
	/** Whether the browser believes to have a network, which it tells by events alone. Default true. */
	online?: boolean;
}

/** A page that a test moves by hand. */
export interface FakePage extends Page {
	/** Changes how the page stands, then tells each change that is one: first `hidden`, then `focused`, then `online`. */
	set(state: FakePageState): void;
	/** Tells an event that changes nothing of the above: `shown`, `restored`, `left`, `frozen`, `resumed`. */
	tell(event: PageEvent): void;
	/** How many listen; 0 once everything is closed. */
	listeners(): number;
}

/** Makes a page that is seen, focused and online unless told otherwise. */
export function createFakePage(initial: FakePageState = {}): FakePage {
	const state = { hidden: false, focused: true, online: true, ...initial };
	const listeners = new Set<(event: PageEvent) => void>();
	const focused = () => state.focused && !state.hidden;
	const tell = (event: PageEvent) => {
		for (const listener of [...listeners]) listener(event);
	};
	return {
		hidden: () => state.hidden,
		focused,
		subscribe(listener) {
			// Wrapped, so that one function subscribed twice counts twice.
			const own = (event: PageEvent) => listener(event);
			listeners.add(own);
			return () => listeners.delete(own);
		},
		set(next) {
			const before = { hidden: state.hidden, focused: focused(), online: state.online };
			Object.assign(state, next);
			if (state.hidden !== before.hidden) tell(state.hidden ? 'hidden' : 'visible');
			if (focused() !== before.focused) tell(focused() ? 'focused' : 'blurred');
			if (state.online !== before.online) tell(state.online ? 'online' : 'offline');
		},
		tell,
		listeners: () => listeners.size,
	};
}
