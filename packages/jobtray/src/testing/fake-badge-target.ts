import type { BadgeTarget } from '../attention/badge/create-badge.ts';

/** An app's icon whose badge a test reads. */
export interface FakeBadgeTarget extends BadgeTarget {
	/** The number on it; `null` where there is none. */
	shown(): number | null;
	/** How often the browser was asked. */
	calls(): number;
	/** From now on every call is refused, as where the app is not installed. */
	refuse(): void;
}

/** Creates an icon without a badge. */
export function createFakeBadgeTarget(): FakeBadgeTarget {
	let shown: number | null = null;
	let calls = 0;
	let refuses = false;
	async function set(count: number | null): Promise<void> {
		calls++;
		if (refuses) throw new DOMException('The app may not show a badge.', 'NotAllowedError');
		shown = count;
	}
	return {
		shown: () => shown,
		calls: () => calls,
		refuse() {
			refuses = true;
		},
		setAppBadge: (count = 0) => set(count),
		clearAppBadge: () => set(null),
	};
}
