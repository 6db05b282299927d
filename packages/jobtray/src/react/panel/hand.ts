import { createContext, type MouseEvent } from 'react';
import { decidePress, type Press } from './decide-press.ts';

/** Where the person's hand is in a list; rows of one list share it. */
export interface Hand {
	press: Press | null;
}

/** Creates a hand that has done nothing yet. */
export function createHand(): Hand {
	return { press: null };
}

/** The hand of the list around; rows outside a list share one. */
export const HandContext = createContext<Hand>(createHand());

/** Whether a click is meant for the job of that key. One made with the keyboard always is. */
export function isMeant(hand: Hand, { key, event }: { key: string; event: MouseEvent }): boolean {
	if (event.detail === 0) return true;
	const { meant, last } = decidePress(hand.press, { key, x: event.clientX, y: event.clientY, at: event.timeStamp });
	hand.press = last;
	return meant;
}
