import type { FakePresences } from '../fake-channels.ts';
import { createFakeStorage, type FakeStorage } from '../fake-storage.ts';
import type { PersonId } from './people.ts';
import { createToldBook, type EndHistory, type ToldBook } from './told-book.ts';

/** One browser of one person. Its tabs share a storage, a list of what was told, and know of each other. */
export interface SimDevice {
	readonly name: string;
	readonly person: PersonId;
	readonly storage: FakeStorage;
	readonly presences: FakePresences;
	readonly book: ToldBook;
	/** How far its clock is from the world's, milliseconds. */
	skewMs: number;
	/** Whether the person has turned desktop notifications on here. */
	readonly usesDesktop: boolean;
}

/** Creates a browser that has never been used. */
export function createSimDevice(options: {
	name: string;
	person: PersonId;
	usesDesktop: boolean;
	skewMs: number;
	history: EndHistory;
	fail(message: string): void;
}): SimDevice {
	const { name, person, usesDesktop, skewMs, history, fail } = options;
	const book = createToldBook({ device: name, person, history, fail });
	const storage = createFakeStorage();
	if (usesDesktop) storage.texts.set(`jobtray:/jobtray:${person}:preferences`, '{"desktop":true}');
	return { name, person, usesDesktop, skewMs, storage, presences: new Map(), book };
}

/** Where the device keeps what a person was told. */
export function toLedgerKey(person: PersonId): string {
	return `jobtray:/jobtray:${person}:told`;
}
