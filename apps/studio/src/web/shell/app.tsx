import { ProblemNote } from '../parts/index.ts';
import type { StudioApi } from '../request/index.ts';
import { type Router, RouterProvider } from '../router/index.ts';
import type { Session } from '../session/create-session.ts';
import { SignInView } from '../session/sign-in-view.tsx';
import type { PreferenceStore } from '../settings/preferences.ts';
import { useReadable } from '../state/use-readable.ts';
import { SignedIn } from './signed-in.tsx';

/** Studio: the views for who is signed in, else the sign-in. */
export function App(props: { api: StudioApi; router: Router; session: Session; preferences: PreferenceStore }) {
	const { api, router, session, preferences } = props;
	const state = useReadable(session.state);
	switch (state.status) {
		case 'unknown':
			return null;
		case 'failed':
			return (
				<main className="sign-in">
					<title>X121</title>
					<div className="card stack">
						<h1>Studio does not answer</h1>
						<ProblemNote>{state.problem.message}</ProblemNote>
						<button type="button" className="main-button" onClick={session.check}>
							Try again
						</button>
					</div>
				</main>
			);
		case 'signed-out':
			return <SignInView api={api} session={session} ended={state.ended} />;
		case 'signed-in':
			return (
				<RouterProvider router={router}>
					<SignedIn key={state.me.person.id} me={state.me} api={api} session={session} preferences={preferences} />
				</RouterProvider>
			);
	}
}
