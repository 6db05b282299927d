import { type RefObject, useEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Feed } from '../../client/index.ts';
import { isEnd } from '../../protocol/job.ts';
import type { Dismissed } from './create-dismissed.ts';
import { decideSuccessor } from './decide-successor.ts';
import { type Hand, isFocusLost, toPlace } from './hand.ts';
import type { ListItem } from './to-list-items.ts';

/**
 * Brings the focus to the button that is followed where its row is out of view, and where that button is gone for good to
 * one of the same kind in another row, or to the list.
 */
export function useFollow(list: {
	feed: Feed;
	dismissed: Dismissed;
	items: readonly ListItem[];
	hand: Hand;
	boxRef: RefObject<HTMLElement | null>;
	virtualizerRef: RefObject<VirtualizerHandle | null>;
}): void {
	const { feed, dismissed, items, hand, boxRef, virtualizerRef } = list;
	const shown = useRef(items);
	const settle = useRef(() => {});

	useEffect(() => {
		/** Whether an ended row of the list as it is now can be taken out of it. */
		function canDismiss(key: string): boolean {
			const item = items.find((each) => toRowKey(each) === key);
			if (item === undefined || item.type === 'heading') return false;
			const keys = item.type === 'job' ? [key] : [item.parent ?? [], item.members.map((each) => each.key)].flat(2);
			const jobs = keys.flatMap((each) => feed.peek(each) ?? []);
			return jobs.every(({ status }) => isEnd(status)) && !jobs.every(dismissed.has);
		}

		function toSuccessor(gone: string, place: 'cancel' | 'dismiss'): string | null {
			const offers =
				place === 'cancel' ? (key: string) => feed.peek(key)?.actions.includes('cancel') ?? false : canDismiss;
			return decideSuccessor(shown.current.map(toRowKey), { gone, offers });
		}

		function focus(): void {
			const box = boxRef.current;
			if (box === null || !isFocusLost(box)) return;
			if (hand.follow === null) box.focus();
			else for (const take of [...hand.takers]) take();
		}

		settle.current = () => {
			const { follow } = hand;
			const box = boxRef.current;
			if (follow === null || box === null || !isFocusLost(box)) return;
			const { key, action } = follow;
			const there =
				action === 'dismiss'
					? canDismiss(key)
					: (feed.peek(key)?.actions.some((each) => toPlace(each) === action) ?? false);
			if (!there) {
				// What else is gone comes back, as "Resume" does for "Pause".
				if (action !== 'cancel' && action !== 'dismiss') return;
				const next = toSuccessor(key, action);
				hand.follow = next === null ? null : { key: next, action };
			}
			// Its row is out of view, where there are none: once there is one, its button takes the focus.
			const at = items.findIndex((item) => toRowKey(item) === hand.follow?.key);
			if (at >= 0) virtualizerRef.current?.scrollToIndex(at, { align: 'nearest' });
			focus();
			// The popover takes the focus of a button that is gone to itself, in the next frame.
			requestAnimationFrame(() => {
				focus();
				requestAnimationFrame(focus);
			});
		};
		settle.current();
		shown.current = items;
	}, [feed, dismissed, items, hand, boxRef, virtualizerRef]);

	useEffect(() => {
		hand.onGone = () => settle.current();
	}, [hand]);
}

/** What the buttons of a line know it by: a group's by the job that the others belong to. */
function toRowKey(item: ListItem): string {
	return item.type === 'bundle' ? (item.parent ?? item.key) : item.key;
}
