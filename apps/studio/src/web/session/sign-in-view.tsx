import { useState } from 'react';
import type { Role } from '../../api.ts';
import { ProblemNote, ShowLoaded, useTask } from '../parts/index.ts';
import { createResource, type StudioApi, useResource } from '../request/index.ts';
import type { Session } from './create-session.ts';

const roleWords: Readonly<Record<Role, string>> = {
	creator: 'Creator: sees own jobs and scenes',
	lead: "Lead: sees everybody's",
};

/** Lets a person choose who they are. `ended`: a login was lost, and this view says so. */
export function SignInView({ api, session, ended }: { api: StudioApi; session: Session; ended: boolean }) {
	const [people] = useState(() => createResource(api.people));
	const loaded = useResource(people);
	const [task, run] = useTask();
	return (
		<main className="sign-in">
			<title>Sign in · X121</title>
			<div className="card">
				<p className="brand">X121</p>
				<h1>Sign in</h1>
				{ended && <p role="status">Your session has ended. Sign in again to go on where you were.</p>}
				<p className="lead">This is a sample platform. There are no passwords: choose who you are.</p>
				<ShowLoaded loaded={loaded}>
					{(value) => (
						<ul className="people">
							{value.people.map((person) => (
								<li key={person.id}>
									<button type="button" onClick={() => run(() => session.signIn(person.id))}>
										<span className="avatar" aria-hidden="true">
											{person.name.slice(0, 1)}
										</span>
										<span>
											<b>{person.name}</b>
											<small>{roleWords[person.role]}</small>
										</span>
									</button>
								</li>
							))}
						</ul>
					)}
				</ShowLoaded>
				{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
			</div>
		</main>
	);
}
