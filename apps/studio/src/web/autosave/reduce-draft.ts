import type { ProblemError } from '../request/index.ts';

/** What is being done about the edits. */
export type Saving<T> =
	| { status: 'saved' }
	/** Waits for the person to stop typing. */
	| { status: 'waiting'; unsaved: Partial<T> }
	/** `unsaved` was edited while `sending` was under way. */
	| { status: 'saving'; sending: Partial<T>; unsaved: Partial<T> | null }
	| { status: 'failed'; unsaved: Partial<T>; problem: ProblemError };

/** A form that saves as one types. */
export interface Draft<T> {
	/** Every field edited here, shown in place of the server's: it may trim what is still being typed. */
	edits: Partial<T>;
	saving: Saving<T>;
}

/** What happened to a draft. */
export type DraftEvent<T> =
	| { type: 'edited'; patch: Partial<T> }
	/** The wait is over, or the person asked for a save. */
	| { type: 'due' }
	| { type: 'stored' }
	| { type: 'refused'; problem: ProblemError };

/** What is to be done next: wait for a pause in the typing, or send a patch. */
export type DraftEffect<T> = { type: 'wait' } | { type: 'send'; patch: Partial<T> };

/** The next draft, and what is to be done for it. Only the fields that changed are sent. */
export function reduceDraft<T>(draft: Draft<T>, event: DraftEvent<T>): [next: Draft<T>, effect?: DraftEffect<T>] {
	const { edits, saving } = draft;
	switch (event.type) {
		case 'edited':
			return reduceEdit({ edits: { ...edits, ...event.patch }, saving }, event.patch);
		case 'due':
			if (saving.status !== 'waiting' && saving.status !== 'failed') return [draft];
			return toSend(edits, saving.unsaved);
		case 'stored':
			if (saving.status !== 'saving') return [draft];
			if (saving.unsaved !== null) return toSend(edits, saving.unsaved);
			return [{ edits, saving: { status: 'saved' } }];
		case 'refused': {
			if (saving.status !== 'saving') return [draft];
			const unsaved = { ...saving.sending, ...saving.unsaved };
			// What was typed meanwhile may be what mends it.
			if (saving.unsaved !== null) return [{ edits, saving: { status: 'waiting', unsaved } }, { type: 'wait' }];
			return [{ edits, saving: { status: 'failed', unsaved, problem: event.problem } }];
		}
	}
}

function reduceEdit<T>(draft: Draft<T>, patch: Partial<T>): [Draft<T>, DraftEffect<T>?] {
	const { edits, saving } = draft;
	if (saving.status === 'saving') return [{ edits, saving: { ...saving, unsaved: { ...saving.unsaved, ...patch } } }];
	const unsaved = saving.status === 'saved' ? patch : { ...saving.unsaved, ...patch };
	return [{ edits, saving: { status: 'waiting', unsaved } }, { type: 'wait' }];
}

function toSend<T>(edits: Partial<T>, patch: Partial<T>): [Draft<T>, DraftEffect<T>] {
	return [
		{ edits, saving: { status: 'saving', sending: patch, unsaved: null } },
		{ type: 'send', patch },
	];
}
