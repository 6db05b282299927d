import type { Clock, Scope } from '../../protocol/index.ts';
import type { ReadableBoard } from '../board/readable-board.ts';
import type { Meter } from '../metrics/measured.ts';
import type { Authorise, Viewer } from '../viewer.ts';
import { createAgenda } from './agenda.ts';
import { createFeedView, type FeedView } from './feed-view.ts';
import { createFlushGroup, type FlushGroup, hiddenPace, visiblePace } from './flush-group.ts';
import { createOfferWriter } from './offer.ts';

const paces = { visible: visiblePace, hidden: hiddenPace };

/** A view that is in use, and the groups that are sent it. */
export interface SharedView extends FeedView {
	users: number;
	/** Those with pages that can be seen; made when first asked for. */
	visible: FlushGroup | null;
	/** Those without. */
	hidden: FlushGroup | null;
}

/** The views in use. Those who may see and do the same share one, and with it the frames. */
export interface Views {
	/** The view of a scope for a viewer, until `release`. */
	acquire(scope: Scope, viewer: Viewer): SharedView;
	release(view: SharedView): void;
	/** Who is sent a view at one pace. */
	group(view: SharedView, pages: keyof typeof paces): FlushGroup;
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
	const parts = { board, clock, writeOffer: createOfferWriter(authorise), offersMove: authorise !== undefined };
	const groupParts = { agenda: createAgenda(clock), clock, meter };
	/** By what their viewers may see and do, and by whose it is: a name for each made of both would be one more string for each person. */
	const inUse = new Map<string, Map<string, SharedView>>();

	/** Whose jobs a view is of; those who may see and do everything see the same. */
	function toPerson(scope: Scope, viewer: Viewer): string {
		return scope === 'all' && viewer.controlsAll === true && authorise === undefined ? '' : viewer.id;
	}

	function viewsLike(scope: Scope, viewer: Viewer): Map<string, SharedView> {
		const rights = `${scope}:${viewer.seesAll === true}:${viewer.controlsAll === true}`;
		const known = inUse.get(rights);
		if (known !== undefined) return known;
		const created = new Map<string, SharedView>();
		inUse.set(rights, created);
		return created;
	}

	const once = (scope: Scope, viewer: Viewer) => createFeedView(parts, { scope, viewer });

	return {
		once,
		acquire(scope, viewer) {
			const alike = viewsLike(scope, viewer);
			const person = toPerson(scope, viewer);
			const used = alike.get(person);
			if (used !== undefined) {
				used.users++;
				return used;
			}
			const view = Object.assign(once(scope, viewer), { users: 1, visible: null, hidden: null });
			alike.set(person, view);
			view.feed.hold();
			return view;
		},
		release(view) {
			if (--view.users > 0) return;
			viewsLike(view.scope, view.viewer).delete(toPerson(view.scope, view.viewer));
			view.feed.release();
		},
		group(view, pages) {
			view[pages] ??= createFlushGroup(groupParts, { view, pace: paces[pages] });
			return view[pages];
		},
	};
}
