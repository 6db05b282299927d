import type { RootContextValue } from '../root-context-value.ts';
import { decideShortcut } from './decide-shortcut.ts';
import { pickTray } from './pick-tray.ts';

/** Inputs that one does not write into. */
const pressed = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Opens and closes the panel by its shortcut, from anywhere on the page. Returns what ends it. */
export function hearShortcut(trays: Iterable<RootContextValue>, shortcut: string): () => void {
	function hear(event: KeyboardEvent): void {
		const { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat, isComposing, defaultPrevented } = event;
		const facts = { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat, isComposing, defaultPrevented };
		const isShortcut = decideShortcut({ ...facts, typing: isTyping(event), modal: false }, shortcut);
		const tray = isShortcut ? pickTray(trays) : undefined;
		if (tray === undefined || hasModal()) return;
		event.preventDefault();
		if (!tray.open.get()) tray.openPanel('person');
		else if (tray.byItself.get()) {
			tray.openPanel('person');
			document.getElementById(tray.panelId)?.focus();
		} else tray.open.set(false);
	}

	document.addEventListener('keydown', hear);
	return () => document.removeEventListener('keydown', hear);
}

function isTyping(event: KeyboardEvent): boolean {
	// A field may be inside a shadow root.
	const [target] = event.composedPath();
	if (!(target instanceof HTMLElement)) return false;
	if (target instanceof HTMLInputElement) return !pressed.includes(target.type);
	return (
		target.isContentEditable || target.matches('textarea, select, [contenteditable]:not([contenteditable="false"])')
	);
}

/** Whether the host asks something that is to be answered first. */
function hasModal(): boolean {
	const modals = [...document.querySelectorAll<HTMLElement>('dialog[open], [aria-modal="true"]')];
	return modals.some(
		(each) => (each.checkVisibility?.() ?? true) && (each.ariaModal === 'true' || isModalDialog(each)),
	);
}

function isModalDialog(element: HTMLElement): boolean {
	try {
		return element.matches(':modal');
	} catch {
		// A browser that does not know the word: an open dialog counts as modal.
		return true;
	}
}
