/** A key press, as the browser tells it, and where it happened. */
export interface KeyPress {
	key: string;
	code: string;
	altKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
	shiftKey: boolean;
	repeat: boolean;
	/** Whether it belongs to a character that is being composed. */
	isComposing: boolean;
	/** Whether the host has already acted on it. */
	defaultPrevented: boolean;
	/** Whether the person is writing into a field. */
	typing: boolean;
	/** Whether a modal dialog of the host is open. */
	modal: boolean;
}

/** Keys that mean one thing on every keyboard: letters and digits of the Latin script. */
const plain = /^[a-z0-9]$/i;

/**
 * Whether a key press is the shortcut, which is written as for `aria-keyshortcuts`: `Alt+J`, `Control+Shift+K`, `F8`.
 *
 * A letter is that which the keyboard writes, wherever its key is. Where Alt makes another character of it, as on a Mac,
 * or the script is not Latin, it is the key that has the letter on a US keyboard.
 */
export function decideShortcut(press: KeyPress, shortcut: string): boolean {
	const { typing, modal, repeat, isComposing, defaultPrevented } = press;
	if (typing || modal || repeat || isComposing || defaultPrevented) return false;
	const names = shortcut.split('+');
	const wanted = names.pop() ?? '';
	const has = (name: string) => names.includes(name);
	const modifiers =
		press.altKey === has('Alt') &&
		press.ctrlKey === has('Control') &&
		press.metaKey === has('Meta') &&
		press.shiftKey === has('Shift');
	// A single character is not a shortcut, but writing.
	if (!modifiers || (wanted.length === 1 && !has('Alt') && !has('Control') && !has('Meta'))) return false;
	if (press.key.toLowerCase() === wanted.toLowerCase()) return true;
	return plain.test(wanted) && !plain.test(press.key) && press.code === toCode(wanted);
}

function toCode(wanted: string): string {
	return /\d/.test(wanted) ? `Digit${wanted}` : `Key${wanted.toUpperCase()}`;
}
