import type { FakePresences } from '../fake-channels.ts';
import { createFakeStorage, type FakeStorage } from '../fake-storage.ts';
import { type People, type PersonId, personIds } from './people.ts';
import { createRungBook, type RungBook } from './rung-book.ts';
import { createToldBook, type EndHistory, type ToldBook } from './told-book.ts';

/** One browser. Its tabs share a storage and a login; those of one person a list of what was told, and they know of each other. */
export interface SimDevice {
	readonly name: string;
	readonly storage: FakeStorage;
	/** How far its clock is from the world's, milliseconds. */
	skewMs: number;
	/** Whether desktop notifications are turned on here. */
	readonly usesDesktop: boolean;
	/** Who is logged in, or was last. */
	person(): PersonId;
	/** What a person has been told here. */
	told(person: PersonId): ToldBook;
	/** What rang here for a person. */
	rung(person: PersonId): RungBook;
	/** A person's pages here. */
	presences(person: PersonId): FakePresences;
}

/** Sounds by which one is known from the other. */
const sounds = { success: 'chime', failure: 'low' } as const;

/** Creates a browser that has never been used. */
export function createSimDevice(options: {
	name: string;
	people: People;
	usesDesktop: boolean;
	usesSound: boolean;
	skewMs: number;
	history: EndHistory;
	fail(message: string): void;
}): SimDevice {
	const { name, people, usesDesktop, usesSound, skewMs, history, fail } = options;
	const storage = createFakeStorage();
	const accounts = new Map(
		personIds.map((person) => {
			const own = { device: name, person, history, fail };
			const told = createToldBook(own);
			const rung = createRungBook({ ...own, failure: sounds.failure });
			const presences: FakePresences = new Map();
			return [person, { told, rung, presences }];
		}),
	);
	const preferences = {
		...(usesDesktop ? { desktop: true } : {}),
		...(usesSound ? { sound: { on: true, when: 'always', ...sounds } } : {}),
	};
	for (const person of personIds) {
		storage.texts.set(`jobtray:/jobtray:${person}:preferences`, JSON.stringify(preferences));
	}

	function accountOf(person: PersonId) {
		const account = accounts.get(person);
		if (account === undefined) throw new Error(`${person} takes no part.`);
		return account;
	}

	return {
		name,
		storage,
		skewMs,
		usesDesktop,
		person: () => people.at(name),
		told: (person) => accountOf(person).told,
		rung: (person) => accountOf(person).rung,
		presences: (person) => accountOf(person).presences,
	};
}

/** Where the device keeps what a person was told. */
export function toLedgerKey(person: PersonId): string {
	return `jobtray:/jobtray:${person}:told`;
}

/** Whose ledger it is, by its name. */
export function toLedgerPerson(name: string): PersonId {
	const person = personIds.find((each) => name.endsWith(`:${each}`));
	if (person === undefined) throw new Error(`The ledger ${name} is of nobody.`);
	return person;
}
