import type { TitleTarget } from '../attention/index.ts';

/** A title that a test reads. */
export interface FakeTitle extends TitleTarget {
	/** What is shown in place of the host's title; `null` where the host's shows. */
	shown(): string | null;
}

/** Creates a title that shows the host's. */
export function createFakeTitle(): FakeTitle {
	let shown: string | null = null;
	return {
		shown: () => shown,
		show(text) {
			shown = text;
		},
		restore() {
			shown = null;
		},
	};
}
