import type { Me, Person } from '../../api.ts';
import { type ProblemError, type StudioApi, toProblem } from '../request/index.ts';
import { createState, type Readable } from '../state/create-state.ts';

/** Who uses this page. */
export type SessionState =
	/** Not yet asked. */
	| { status: 'unknown' }
	| { status: 'signed-in'; me: Me }
	/** `ended`: the login ran out or was ended elsewhere, so that the person should be told. */
	| { status: 'signed-out'; ended: boolean }
	/** The server did not answer at the start. */
	| { status: 'failed'; problem: ProblemError };

/** The login of this page. */
export interface Session {
	state: Readable<SessionState>;
	/** Asks the server who is signed in. */
	check(): Promise<void>;
	/** Rejects with a `ProblemError` where the server refuses. */
	signIn(person: Person['id']): Promise<void>;
	/** Rejects with a `ProblemError` where the server cannot be reached. */
	signOut(): Promise<void>;
	/** Takes note that the server knows no login any more. */
	ended(): void;
}

/** Makes the session over `api`; `unknown` until `check()`. */
export function createSession(api: Pick<StudioApi, 'me' | 'signIn' | 'signOut'>): Session {
	const state = createState<SessionState>({ status: 'unknown' });

	function ended(): void {
		const { status } = state.get();
		if (status !== 'signed-out') state.set({ status: 'signed-out', ended: status === 'signed-in' });
	}

	return {
		state,
		async check() {
			try {
				const me = await api.me();
				if (me === undefined) ended();
				else state.set({ status: 'signed-in', me });
			} catch (error) {
				state.set({ status: 'failed', problem: toProblem(error) });
			}
		},
		async signIn(person) {
			state.set({ status: 'signed-in', me: await api.signIn({ person }) });
		},
		async signOut() {
			await api.signOut();
			state.set({ status: 'signed-out', ended: false });
		},
		ended,
	};
}
