/** What goes with a notification, so that a click on it finds the way back. */
export interface NoteData {
	/** Where a click leads; `null` opens the tray. */
	href: string | null;
	/** The page that showed it, opened where none is left. */
	page: string;
}

/** Puts it beside what else a notification may carry. */
export function toNoteData(data: NoteData): { jobtray: NoteData } {
	return { jobtray: data };
}

/** Reads what goes with a notification; `null` where it is not ours. */
export function readNoteData(value: unknown): NoteData | null {
	const own = readField(value, 'jobtray');
	const page = readField(own, 'page');
	return typeof page === 'string' ? { href: readHref(own), page } : null;
}

/** What the worker says to a page: first it asks which one is ours, then tells that one of the click. */
export type NoteMessage = { jobtray: 'ask' } | { jobtray: 'click'; href: string | null };

/** Reads a message of the worker; `null` where it is another's. */
export function readNoteMessage(value: unknown): NoteMessage | null {
	const type = readField(value, 'jobtray');
	if (type === 'ask') return { jobtray: type };
	return type === 'click' ? { jobtray: type, href: readHref(value) } : null;
}

function readHref(value: unknown): string | null {
	const href = readField(value, 'href');
	return typeof href === 'string' ? href : null;
}

function readField(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
