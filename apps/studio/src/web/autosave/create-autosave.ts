import { toProblem } from '../request/index.ts';
import { createState, type Readable } from '../state/create-state.ts';
import { type Draft, type DraftEvent, reduceDraft } from './reduce-draft.ts';

/** Calls back later; the returned function takes that back. */
export type SetTimer = (delayMs: number, run: () => void) => () => void;

/** A form's edits, on their way to the server. */
export interface Autosave<T> {
	draft: Readable<Draft<T>>;
	/** Takes new values of some fields; they are sent after a pause in the typing. */
	edit(patch: Partial<T>): void;
	/** Sends now what waits or has failed. Call it when the form is left. */
	flush(): void;
}

/** How long a pause in the typing sends the edits, in milliseconds: longer than between keys, shorter than a doubt. */
export const pauseMs = 500;

/** Makes an autosave that stores edits through `send`, one request at a time. */
export function createAutosave<T>(options: {
	send: (patch: Partial<T>) => Promise<void>;
	setTimer: SetTimer;
}): Autosave<T> {
	const draft = createState<Draft<T>>({ edits: {}, saving: { status: 'saved' } });
	let stopTimer = () => {};
	function apply(event: DraftEvent<T>) {
		const [next, effect] = reduceDraft(draft.get(), event);
		draft.set(next);
		if (effect === undefined) return;
		stopTimer();
		if (effect.type === 'wait') stopTimer = options.setTimer(pauseMs, () => apply({ type: 'due' }));
		else void store(effect.patch);
	}
	async function store(patch: Partial<T>) {
		try {
			await options.send(patch);
			apply({ type: 'stored' });
		} catch (error) {
			apply({ type: 'refused', problem: toProblem(error) });
		}
	}
	return {
		draft,
		edit: (patch) => apply({ type: 'edited', patch }),
		flush: () => apply({ type: 'due' }),
	};
}
