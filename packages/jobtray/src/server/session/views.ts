import type { Clock, Scope } from '../../protocol/index.ts';
import type { ReadableBoard } from '../board/readable-board.ts';
import type { Meter } from '../metrics/measured.ts';
import type { Authorise, Viewer } from '../viewer.ts';
import { createFeedView, type FeedView } from './feed-view.ts';
import { createFlushGroup, type FlushGroup, hiddenPace, visiblePace } from './flush-group.ts';
import { createOfferWriter } from './offer.ts';

const paces = { visible: visiblePace, hidden: hiddenPace };

/** A view with the groups that are sent it. */
export interface SharedView extends FeedView {
	/** Which view it is. */
	readonly id: string;
	/** Those with pages that can be seen, and those without; made when first asked for. */
	group(pages: keyof typeof paces): FlushGroup;
}

/** The views in use. Those who may see and do the same share one, and with it the frames. */
export interface Views {
	/** The view of a scope for a viewer, until `release`. */
	acquire(scope: Scope, viewer: Viewer): SharedView;
	release(view: SharedView): void;
	/** A view for one answer. */
	once(scope: Scope, viewer: Viewer): FeedView;
}

/** Options of {@link createViews}. */
export interface ViewsOptions {
	board: ReadableBoard;
	clock: Clock;
	authorise?: Authorise;
	/** Default: nothing is measured. */
	meter?: Meter;
}

/** Creates the views of a board. */
export function createViews({ board, clock, authorise, meter }: ViewsOptions): Views {
	const inUse = new Map<string, { view: SharedView; users: number }>();

	function toId(scope: Scope, viewer: Viewer): string {
		if (scope === 'all' && viewer.controlsAll === true && authorise === undefined) return 'all';
		return `${scope}:${viewer.seesAll === true}:${viewer.controlsAll === true}:${viewer.id}`;
	}

	const writeOffer = createOfferWriter(authorise);
	const once = (scope: Scope, viewer: Viewer) => createFeedView({ board, clock, scope, viewer, writeOffer });

	return {
		once,
		acquire(scope, viewer) {
			const id = toId(scope, viewer);
			const used = inUse.get(id);
			if (used !== undefined) {
				used.users++;
				return used.view;
			}
			const view = once(scope, viewer);
			const groups: Partial<Record<keyof typeof paces, FlushGroup>> = {};
			// One object, not two: there are as many as people who watch.
			const shared: SharedView = Object.assign(view, {
				id,
				group(pages: keyof typeof paces) {
					groups[pages] ??= createFlushGroup(view, { pace: paces[pages], clock, meter });
					return groups[pages];
				},
			});
			view.feed.hold();
			inUse.set(id, { view: shared, users: 1 });
			return shared;
		},
		release(view) {
			const used = inUse.get(view.id);
			if (used === undefined || used.view !== view) return;
			used.users--;
			if (used.users > 0) return;
			inUse.delete(view.id);
			view.feed.release();
		},
	};
}
