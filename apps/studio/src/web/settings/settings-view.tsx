import { Choice, Facts, ProblemNote, useTask, View } from '../parts/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { useReadable } from '../state/use-readable.ts';

const themes = [
	['system', 'As the device'],
	['light', 'Light'],
	['dark', 'Dark'],
] as const;

const locales = [
	['en', 'English'],
	['de', 'Deutsch'],
] as const;

const roleNames = { creator: 'Creator', lead: 'Lead' } as const;

const engineNames: Readonly<Record<string, string>> = {
	pglite: 'Embedded Postgres (PGlite)',
	postgres: 'Postgres',
	redis: 'Redis',
};

/** What a person can choose, who they are, and the way out. */
export function SettingsView() {
	const { me, preferences, session } = useStudio();
	const { theme, locale } = useReadable(preferences.value);
	const [task, run] = useTask();
	return (
		<View title="Settings">
			<div className="split">
				<section className="card stack" aria-label="Look and language">
					<Choice
						legend="Theme"
						name="theme"
						options={themes}
						value={theme}
						onChange={(value) => preferences.change({ theme: value })}
					/>
					<Choice
						legend="Language of the tray"
						name="locale"
						options={locales}
						value={locale}
						onChange={(value) => preferences.change({ locale: value })}
					/>
					<p className="quiet">Both are kept on this device.</p>
				</section>
				<section className="card stack" aria-label="Account">
					<Facts
						of={[
							['Signed in as', me.person.name],
							['Role', roleNames[me.person.role]],
							['Jobs are kept in', engineNames[me.engine] ?? me.engine],
							['Jobs at once', String(me.parallel)],
						]}
					/>
					<div className="view-acts">
						<button type="button" className="plain-button" onClick={() => run(session.signOut)}>
							Sign out
						</button>
					</div>
					{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
				</section>
			</div>
		</View>
	);
}
