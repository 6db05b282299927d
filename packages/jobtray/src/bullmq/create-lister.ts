import type { Listed } from '../server/source.ts';
import type { Stretch } from './stretches.ts';
import { toListed } from './to-job-record.ts';
import type { Wish } from './wish.ts';

/** What a listing is given out as. */
export interface Listing {
	listed: Listed[];
	/** Every time until which something that is being cancelled can be undone. */
	undoUntil: number[];
}

/** Options of one mapping by {@link createLister}. */
export interface ListingQuestion {
	stretches: readonly Stretch[];
	/** Whether anything is asked of any job. */
	hasWishes: boolean;
	wishFor: (key: string) => Wish | undefined;
}

/** Maps listings. A stretch that is as it was is not mapped anew: nearly all of a long line, at every sweep. */
export function createLister(): (question: ListingQuestion) => Listing {
	/** As they are where nothing is asked of their jobs. */
	const bare = new WeakMap<Stretch, Listing>();

	function toBare(stretch: Stretch): Listing {
		const known = bare.get(stretch);
		if (known !== undefined) return known;
		const mapped = {
			listed: stretch.map((line) => toListed(line, undefined)),
			undoUntil: stretch.flatMap(({ undoUntil }) => undoUntil ?? []),
		};
		bare.set(stretch, mapped);
		return mapped;
	}

	return ({ stretches, hasWishes, wishFor }) => {
		const parts = stretches.map(toBare);
		const mapped = parts.map(({ listed }, index) => {
			if (!hasWishes) return listed;
			return listed.map((each, at) => {
				const [wish, line] = [wishFor(each.key), stretches[index]?.[at]];
				return wish === undefined || line === undefined ? each : toListed(line, wish);
			});
		});
		const none: Listed[] = [];
		// `flat` takes many times as long for as many.
		return { listed: none.concat(...mapped), undoUntil: parts.flatMap(({ undoUntil }) => undoUntil) };
	};
}
