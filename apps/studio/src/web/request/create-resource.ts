import { createState, type Readable } from '../state/create-state.ts';
import { type ProblemError, toProblem } from './problem-error.ts';

/** How a resource stands. What was once loaded stays readable while it is loaded again, and where that fails. */
export type Loaded<T> =
	| { status: 'loading' }
	| { status: 'ready'; value: T }
	| { status: 'failed'; problem: ProblemError };

/** Something the server keeps, as last read. */
export interface Resource<T> {
	state: Readable<Loaded<T>>;
	/** Reads it; a read under way is shared. Never rejects: see `state`. */
	load(): Promise<void>;
	/** Takes what the server answered to a change, so that it need not be read again. */
	put(value: T): void;
}

/** Makes a resource that `read` reads. `initial` is shown until the first answer. */
export function createResource<T>(read: () => Promise<T>, initial?: T): Resource<T> {
	const state = createState<Loaded<T>>(
		initial === undefined ? { status: 'loading' } : { status: 'ready', value: initial },
	);
	let reading: Promise<void> | null = null;
	let changes = 0;
	async function readOnce() {
		const changesBefore = changes;
		try {
			const value = await read();
			// The answer to a change is newer than that of a read which began before it.
			if (changes === changesBefore) state.set({ status: 'ready', value });
		} catch (error) {
			if (state.get().status !== 'ready') state.set({ status: 'failed', problem: toProblem(error) });
		} finally {
			reading = null;
		}
	}
	return {
		state,
		load() {
			reading ??= readOnce();
			return reading;
		},
		put(value) {
			changes += 1;
			state.set({ status: 'ready', value });
		},
	};
}

/** Resources of one sort, made when first asked for; the same object for the same id. */
export function createResourceById<T>(read: (id: string) => Promise<T>, initial?: (id: string) => T | undefined) {
	const known = new Map<string, Resource<T>>();
	return (id: string): Resource<T> => {
		const resource = known.get(id) ?? createResource(() => read(id), initial?.(id));
		known.set(id, resource);
		return resource;
	};
}
