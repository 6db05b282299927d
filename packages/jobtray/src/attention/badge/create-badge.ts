/** What carries a badge on the icon of an installed app: the browser's `navigator`. */
export type BadgeTarget = Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>;

/** The badge on the app's icon. */
export interface Badge {
	/** `missing` where the browser knows no badges. In a tab of no installed app it is `ready`, and nothing shows. */
	state: 'ready' | 'missing';
	/** Shows a whole number; 0 shows none. Showing what is shown already does nothing. */
	show(count: number): void;
	/** Clears it. Idempotent. */
	close(): void;
}

/** Creates the badge of the app that the page belongs to. `target` is the browser's unless given; `null` is none. */
export function createBadge(options: { target?: BadgeTarget | null } = {}): Badge {
	const target = options.target === undefined ? findTarget() : options.target;
	let shown = 0;

	function show(count: number): void {
		if (target === null || count === shown) return;
		shown = count;
		const done = count > 0 ? target.setAppBadge(count) : target.clearAppBadge();
		// Refused where the app may not notify, or is not installed: a badge is an extra, the title says the same.
		done.catch(() => {});
	}

	let closed = false;
	return {
		state: target === null ? 'missing' : 'ready',
		show(count) {
			if (!closed) show(count);
		},
		close() {
			show(0);
			closed = true;
		},
	};
}

function findTarget(): BadgeTarget | null {
	return typeof navigator !== 'undefined' && 'setAppBadge' in navigator ? navigator : null;
}
