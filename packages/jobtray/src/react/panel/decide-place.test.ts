import { describe, expect, it } from 'vitest';
import { decidePlace, type PlaceFacts } from './decide-place.ts';

const facts: PlaceFacts = {
	anchor: { top: 10, bottom: 50, left: 900, right: 1000 },
	widthPx: 400,
	view: { width: 1280, height: 800 },
	rtl: false,
};

describe('decidePlace', () => {
	it('[PN30] puts the panel below the button, ends in line', () => {
		expect(decidePlace(facts)).toEqual({ left: 600, top: 58, heightPx: 734 });
		expect(decidePlace({ ...facts, rtl: true }).left).toBe(872);
		expect(decidePlace({ ...facts, rtl: true, anchor: { ...facts.anchor, left: 300 } }).left).toBe(300);
	});

	it('[PN30] keeps all of it in the window, as far as it fits', () => {
		expect(decidePlace({ ...facts, anchor: { ...facts.anchor, right: 200 } }).left).toBe(8);
		expect(decidePlace({ ...facts, anchor: { ...facts.anchor, right: 1400 } }).left).toBe(872);
		expect(decidePlace({ ...facts, view: { width: 300, height: 800 } }).left).toBe(8);
	});

	it('[PN30] puts it above a button that has too little room below and more above', () => {
		const low = { ...facts.anchor, top: 700, bottom: 740 };
		expect(decidePlace({ ...facts, anchor: low })).toEqual({ left: 600, bottom: 108, heightPx: 684 });
		const middle = { ...facts.anchor, top: 600, bottom: 640 };
		expect(decidePlace({ ...facts, anchor: middle, view: { width: 1280, height: 1300 } })).toMatchObject({ top: 648 });
	});

	it('[PN30] stays at the edge of the window where the button is scrolled away', () => {
		expect(decidePlace({ ...facts, anchor: { ...facts.anchor, top: -140, bottom: -100 } })).toMatchObject({ top: 8 });
		const below = { ...facts.anchor, top: 900, bottom: 940 };
		expect(decidePlace({ ...facts, anchor: below })).toMatchObject({ bottom: 8, heightPx: 784 });
	});
});
