import { createContext, type MouseEvent } from 'react';
import type { Action } from '../../protocol/index.ts';
import { decidePress, type Press } from './decide-press.ts';

/** Where a button stands in its row: what it asks for, or that it takes an ended job out of the list. */
export type Place = Action | 'dismiss';

/** Where the person's hand is in a list; rows of one list share it. */
export interface Hand {
	press: Press | null;
	/** When the rows last moved on under a pointer that rested on them, on the events' clock, ms. */
	slidAt: number;
	/** The button that the keyboard used last: the focus goes with it when its row moves or is drawn anew. */
	follow: { key: string; action: Place } | null;
	/** The buttons of the list: each takes the focus if it is the one that is followed, and nothing else has it. */
	takers: Set<() => void>;
	/** Told when a button is gone. */
	onGone: () => void;
}

/** Creates a hand that has done nothing yet. */
export function createHand(): Hand {
	return { press: null, slidAt: Number.NEGATIVE_INFINITY, follow: null, takers: new Set(), onGone: () => {} };
}

/** The hand of the list around; rows outside a list share one. */
export const HandContext = createContext<Hand>(createHand());

/** Actions that take each other's place share it: the focus stays on it when one becomes the other. */
export function toPlace(action: Place): Place {
	if (action === 'resume') return 'pause';
	return action === 'undo' ? 'cancel' : action;
}

/** Whether an element would have the focus had it not been lost: nothing has it, or only something around the element. */
export function isFocusLost(element: Element): boolean {
	const { activeElement } = document;
	return activeElement !== element && (activeElement?.contains(element) ?? true);
}

/** Whether a click is meant for the job of that key. One made with the keyboard always is. */
export function isMeant(hand: Hand, { key, event }: { key: string; event: MouseEvent }): boolean {
	if (event.detail === 0) return true;
	const press = { key, x: event.clientX, y: event.clientY, at: event.timeStamp };
	const { meant, last } = decidePress({ last: hand.press, slidAt: hand.slidAt }, press);
	hand.press = last;
	return meant;
}
