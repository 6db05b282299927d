/** What goes with a notification, so that a click on it finds the way back. */
export interface NoteData {
	/** Where a click leads; `null` opens the tray. */
	href: string | null;
	/** The key of the one job that it is about. */
	key?: string;
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
	return typeof page === 'string' ? { href: readText(own, 'href') ?? null, key: readText(own, 'key'), page } : null;
}

/** What the worker says to a page: first it asks which one is ours, then tells that one of the click. */
export type NoteMessage = { jobtray: 'ask' } | ({ jobtray: 'click' } & Pick<NoteData, 'href' | 'key'>);

/** Reads a message of the worker; `null` where it is another's. */
export function readNoteMessage(value: unknown): NoteMessage | null {
	const type = readField(value, 'jobtray');
	if (type === 'ask') return { jobtray: type };
	if (type !== 'click') return null;
	return { jobtray: type, href: readText(value, 'href') ?? null, key: readText(value, 'key') };
}

function readText(value: unknown, name: string): string | undefined {
	const text = readField(value, name);
	return typeof text === 'string' ? text : undefined;
}

function readField(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
