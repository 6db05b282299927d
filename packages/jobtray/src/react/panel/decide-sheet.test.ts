import { describe, expect, it } from 'vitest';
import { decideSheet } from './decide-sheet.ts';

describe('a sheet that is let go of', () => {
	it('[PN26] closes where it was drawn down for a third of its height, or flicked down', () => {
		expect(decideSheet({ movedPx: 200, speed: 0, heightPx: 600 })).toBe('close');
		expect(decideSheet({ movedPx: 60, speed: 0.8, heightPx: 600 })).toBe('close');
	});

	it('[PN26] goes back up after less, a slip of the finger, or a flick upwards', () => {
		expect(decideSheet({ movedPx: 150, speed: 0.1, heightPx: 600 })).toBe('stay');
		expect(decideSheet({ movedPx: 12, speed: 2, heightPx: 600 })).toBe('stay');
		expect(decideSheet({ movedPx: 300, speed: -0.8, heightPx: 600 })).toBe('stay');
		expect(decideSheet({ movedPx: -80, speed: 0, heightPx: 600 })).toBe('stay');
	});
});
