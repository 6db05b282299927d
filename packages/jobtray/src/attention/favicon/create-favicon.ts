import { createDocumentFavicon } from './document-favicon.ts';
import type { FaviconState } from './favicon-state.ts';
import type { FaviconTarget } from './favicon-target.ts';
import { createIconPainter, type PaintIcon } from './icon-painter.ts';

/** The icon of the tab. */
export interface Favicon {
	/** Shows how it stands; `null` brings the host's own icon back, exactly. */
	show(state: FaviconState | null): void;
	/** Brings the host's own icon back for good. Idempotent. */
	close(): void;
}

/** What `createFavicon` may be given. */
export interface FaviconOptions {
	/** Where it is shown. Default the document, if there is one. */
	target?: FaviconTarget | null;
	/** Default on a canvas. */
	paint?: PaintIcon;
}

/** Steps in which progress is drawn: 5 %. Less cannot be seen at 16 px. */
const steps = 20;

/** How often one state is painted anew because the host wrote, before whoever writes is let be. */
const repaintsPerState = 20;

/** Creates the favicon of the page. It moves with `show` alone, without timers or frames, which stop in hidden tabs. */
export function createFavicon(options: FaviconOptions = {}): Favicon {
	const { paint = createIconPainter() } = options;
	const target = options.target === undefined ? findTarget() : options.target;
	let shown: FaviconState | null = null;
	let repaints = 0;
	/** Grows with all that is asked for: what was painted for an earlier one is not shown. */
	let asked = 0;
	let closed = false;

	async function draw(state: FaviconState, on: FaviconTarget): Promise<void> {
		const own = ++asked;
		const href = await paint(state, on.hostIcon());
		if (own !== asked) return;
		if (href === null) on.restore();
		else on.show(href);
	}

	function restore(): void {
		asked++;
		target?.restore();
	}

	const undo = target?.subscribe(() => {
		if (shown !== null && repaints++ < repaintsPerState) void draw(shown, target);
	});

	return {
		show(state) {
			if (target === null || closed) return;
			const next = state === null ? null : { ...state, progress: toStep(state.progress) };
			if (isSame(next, shown)) return;
			shown = next;
			repaints = 0;
			if (next === null) restore();
			else void draw(next, target);
		},
		close() {
			if (closed) return;
			closed = true;
			shown = null;
			undo?.();
			restore();
		},
	};
}

/** Rounded down: a full ring is the end, not before it. */
function toStep(progress: number | null): number | null {
	return progress === null ? null : Math.floor(progress * steps) / steps;
}

function isSame(one: FaviconState | null, other: FaviconState | null): boolean {
	return one?.progress === other?.progress && one?.mark === other?.mark;
}

function findTarget(): FaviconTarget | null {
	return typeof document === 'undefined' ? null : createDocumentFavicon();
}
