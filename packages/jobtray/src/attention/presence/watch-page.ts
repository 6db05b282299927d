import type { Page } from '../../client/index.ts';
import { nobodyThere, type PresenceState } from './presence.ts';

/** What one page knows of itself. */
export interface WatchedPage {
	state(): PresenceState;
	setReading(reading: boolean): void;
	/** Whether the page is on its way out, or in the back/forward cache: it is to hold nothing then. */
	left(): boolean;
	/** Idempotent. */
	close(): void;
}

/** Watches a page, and calls `onChange` whenever something may have changed. */
export function watchPage(page: Page, onChange: () => void): WatchedPage {
	let isLeft = false;
	let isReading = false;

	const leave = page.subscribe((event) => {
		if (event === 'left') isLeft = true;
		else if (event === 'restored' || event === 'shown' || event === 'visible' || event === 'focused') isLeft = false;
		onChange();
	});

	return {
		left: () => isLeft,
		state() {
			if (isLeft) return nobodyThere;
			const focused = page.focused();
			return { seen: !page.hidden(), focused, reading: focused && isReading };
		},
		setReading(reading) {
			isReading = reading;
			onChange();
		},
		close: leave,
	};
}
