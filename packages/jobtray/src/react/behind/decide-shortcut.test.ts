import { describe, expect, it } from 'vitest';
import { decideShortcut, type KeyPress } from './decide-shortcut.ts';

const press: KeyPress = {
	key: 'j',
	code: 'KeyJ',
	altKey: true,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	repeat: false,
	isComposing: false,
	defaultPrevented: false,
	typing: false,
	modal: false,
};

describe('the shortcut', () => {
	it('[KS1] is met by its key with exactly its modifiers', () => {
		expect(decideShortcut(press, 'Alt+J')).toBe(true);
		expect(decideShortcut({ ...press, key: 'k', code: 'KeyK' }, 'Alt+J')).toBe(false);
		expect(decideShortcut({ ...press, altKey: false }, 'Alt+J')).toBe(false);
		for (const more of ['ctrlKey', 'metaKey', 'shiftKey']) {
			expect(decideShortcut({ ...press, [more]: true }, 'Alt+J')).toBe(false);
		}
		const combined = { ...press, key: 'K', code: 'KeyK', altKey: false, ctrlKey: true, shiftKey: true };
		expect(decideShortcut(combined, 'Control+Shift+K')).toBe(true);
		expect(decideShortcut({ ...press, key: 'F8', code: 'F8', altKey: false }, 'F8')).toBe(true);
	});

	it('[KS2] follows the letter that the keyboard writes, wherever its key is', () => {
		expect(decideShortcut({ ...press, key: 'j', code: 'KeyC' }, 'Alt+J')).toBe(true);
		expect(decideShortcut({ ...press, key: 'h', code: 'KeyJ' }, 'Alt+J')).toBe(false);
	});

	it('[KS2] follows the place of the key where Option or another script makes another character of it', () => {
		expect(decideShortcut({ ...press, key: '∆' }, 'Alt+J')).toBe(true);
		expect(decideShortcut({ ...press, key: 'о' }, 'Alt+J')).toBe(true);
		expect(decideShortcut({ ...press, key: 'Dead' }, 'Alt+J')).toBe(true);
		expect(decideShortcut({ ...press, key: '¡', code: 'Digit1' }, 'Alt+1')).toBe(true);
		expect(decideShortcut({ ...press, key: '˚', code: 'KeyK' }, 'Alt+J')).toBe(false);
	});

	it('[KS3] does nothing while the person writes or composes, in a modal dialog, or where the host has acted on it', () => {
		for (const state of ['typing', 'isComposing', 'modal', 'defaultPrevented', 'repeat']) {
			expect(decideShortcut({ ...press, [state]: true }, 'Alt+J')).toBe(false);
		}
	});

	it('[KS3] is never a single character, which is writing', () => {
		expect(decideShortcut({ ...press, altKey: false }, 'J')).toBe(false);
		expect(decideShortcut({ ...press, altKey: false, shiftKey: true }, 'Shift+J')).toBe(false);
		expect(decideShortcut(press, '')).toBe(false);
	});
});
