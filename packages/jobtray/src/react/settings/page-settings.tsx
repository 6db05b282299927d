import type { Spoken } from '../../attention/index.ts';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { Choice } from './choice.tsx';
import { Section } from './section.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

const spokenChoices: readonly Spoken[] = ['ends', 'quarters', 'off'];

/** How the page itself tells. */
export function PageSettings() {
	const labels = useSettingsLabels();
	const [{ toasts, opensWhenDone, spoken }, change] = usePreferences();
	return (
		<Section title={labels.onThisPage}>
			<Switch
				label={labels.toasts}
				hint={labels.toastsHint}
				checked={toasts}
				onChange={(next) => change({ toasts: next })}
			/>
			<Switch
				label={labels.opensWhenDone}
				hint={labels.opensWhenDoneHint}
				checked={opensWhenDone}
				onChange={(next) => change({ opensWhenDone: next })}
			/>
			<Choice
				label={labels.spoken}
				hint={labels.spokenHint}
				value={spoken}
				values={spokenChoices}
				toName={labels.spokenChoice}
				onChange={(next) => change({ spoken: next })}
			/>
		</Section>
	);
}
