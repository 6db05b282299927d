import { useState } from 'react';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { Section } from './section.tsx';
import { Setting } from './setting.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

const secondMs = 1_000;

/** A longer run than a day is not asked about. */
const mostSeconds = 24 * 3_600;

/** Which runs are told. */
export function RuleSettings() {
	const labels = useSettingsLabels();
	const [{ longerThanMs, failuresAlways }, change] = usePreferences();
	// What is being typed need not be a number yet.
	const [draft, setDraft] = useState<string | null>(null);

	function type({ value, valueAsNumber }: HTMLInputElement) {
		setDraft(value);
		if (valueAsNumber >= 0) change({ longerThanMs: Math.min(Math.round(valueAsNumber), mostSeconds) * secondMs });
	}

	return (
		<Section title={labels.rules}>
			<Setting
				label={labels.longerThan}
				hint={labels.longerThanHint}
				control={(props) => (
					<span className="jobtray-field">
						<input
							{...props}
							type="number"
							className="jobtray-input"
							inputMode="numeric"
							min={0}
							max={mostSeconds}
							value={draft ?? String(Math.round(longerThanMs / secondMs))}
							onChange={({ target }) => type(target)}
							onBlur={() => setDraft(null)}
						/>
						<span>{labels.seconds}</span>
					</span>
				)}
			/>
			<Switch
				label={labels.failuresAlways}
				hint={labels.failuresAlwaysHint}
				checked={failuresAlways}
				onChange={(next) => change({ failuresAlways: next })}
			/>
		</Section>
	);
}
