import type { Feed, Readable } from '../../client/index.ts';
import { type BundleState, toBundleState } from './to-bundle-state.ts';
import type { BundleItem } from './to-list-items.ts';

/** Makes what the jobs of a bundle come to in all; the same object until one of them changes. */
export function createBundle(
	feed: Feed,
	{ parent, members }: Pick<BundleItem, 'parent' | 'members'>,
): Readable<BundleState> {
	const keys = [...(parent === null ? [] : [parent]), ...members.map(({ key }) => key)];
	let state = read();
	let rows = peekAll();

	function peekAll() {
		return keys.map((key) => feed.peek(key));
	}

	function read(): BundleState {
		return toBundleState({
			parent: parent === null ? undefined : feed.peek(parent),
			members: members.flatMap(({ key }) => feed.peek(key) ?? []),
		});
	}

	return {
		get() {
			const next = peekAll();
			// Where all have left the list, the row that is kept in its place says what they came to.
			if (next.some((row, at) => row !== rows[at]) && next.some(Boolean)) {
				rows = next;
				state = read();
			}
			return state;
		},
		subscribe(listener) {
			const undoes = keys.map((key) => feed.job(key).subscribe(listener));
			return () => {
				for (const undo of undoes) undo();
			};
		},
	};
}
