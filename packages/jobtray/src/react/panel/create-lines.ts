import { createCell } from '../../client/cell.ts';
import type { Feed, Readable } from '../../client/index.ts';
import { createListeners } from '../../client/listeners.ts';
import type { Clock } from '../../protocol/index.ts';
import { isEnd } from '../../protocol/job.ts';
import type { Dismissed } from './create-dismissed.ts';
import { decideLines } from './decide-lines.ts';
import { type ListItem, toListItems } from './to-list-items.ts';

/** The lines of one list. */
export interface Lines extends Readable<readonly ListItem[]> {
	/** Keeps the lines that are in view where they are: a hand is on them. Called again with whatever the hand does. */
	hold(hand: HoldingHand): void;
	/** Lets them go to their places. */
	release(): void;
	/** Whether they are held. */
	held: Readable<boolean>;
	/** Unfolds a bundle, or folds it. */
	toggle(id: string): void;
	unfolded: Readable<ReadonlySet<string>>;
}

/** What keeps lines in their places. */
export interface HoldingHand {
	/** Index of the last line in view. */
	lastInView(): number;
	/** The hand has rested for so long that the lines have moved on under it. */
	onRest(): void;
}

/** A hand that has not moved for so long, in ms, has let go of the mouse: what waits then comes in. */
const restMs = 10_000;

/** Makes the lines of a feed. They follow it while somebody listens, and leave no timer behind. */
export function createLines(options: { feed: Feed; dismissed: Dismissed; clock: Clock }): Lines {
	const { feed, dismissed, clock } = options;
	const unfolded = createCell<ReadonlySet<string>>(new Set());
	const held = createCell(false);
	let hand: HoldingHand | null = null;
	let movedAt = 0;
	let cancelTimer: (() => void) | null = null;
	let shown: readonly ListItem[] = [];
	let undoes: (() => void)[] | null = null;
	const listeners = createListeners(close);

	function layOut(): void {
		const last = hand?.lastInView() ?? null;
		const left = shown.filter((item) => !isDismissed(item));
		shown = decideLines({
			shown: left.length === shown.length ? shown : left,
			next: toListItems({ groups: feed.groups.get(), peek: feed.peek, isDismissed: dismissed.has }),
			unfolded: unfolded.get(),
			heldUpTo: last === null ? null : shown.slice(0, last + 1).filter((item) => left.includes(item)).length - 1,
		});
	}

	/** Whether the person has taken a line out: it goes at once, whatever is held. */
	function isDismissed(item: ListItem): boolean {
		if (item.type === 'heading') return false;
		const keys = item.type === 'job' ? [item.key] : [item.parent ?? [], item.members.map(({ key }) => key)].flat(2);
		return keys.every((key) => {
			const job = feed.peek(key);
			return job !== undefined && isEnd(job.status) && dismissed.has(job);
		});
	}

	function follow(): void {
		const before = shown;
		layOut();
		if (shown !== before) listeners.tell();
	}

	function close(): void {
		for (const undo of undoes ?? []) undo();
		undoes = null;
		letGo();
	}

	function letGo(): void {
		cancelTimer?.();
		cancelTimer = hand = null;
		held.set(false);
	}

	function release(): void {
		if (hand === null) return;
		letGo();
		follow();
	}

	function awaitRest(ms: number): void {
		cancelTimer = clock.setTimer(ms, () => {
			const restedMs = clock.now() - movedAt;
			if (restedMs < restMs) return awaitRest(restMs - restedMs);
			hand?.onRest();
			release();
		});
	}

	return {
		get() {
			if (undoes === null) layOut();
			return shown;
		},
		subscribe(listener) {
			const undo = listeners.add(listener);
			if (undoes === null) {
				undoes = [feed.groups.subscribe(follow), dismissed.version.subscribe(follow), unfolded.subscribe(follow)];
				layOut();
			}
			return undo;
		},
		hold(next) {
			movedAt = clock.now();
			if (undoes === null || hand !== null) return;
			hand = next;
			held.set(true);
			awaitRest(restMs);
		},
		release,
		held,
		unfolded,
		toggle(id) {
			const next = new Set(unfolded.get());
			if (!next.delete(id)) next.add(id);
			unfolded.set(next);
		},
	};
}
