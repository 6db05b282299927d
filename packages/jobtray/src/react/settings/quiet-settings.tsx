import { useState } from 'react';
import type { Preferences } from '../../attention/index.ts';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { toMinutes, toTimeValue } from './minutes-of-day.ts';
import { Section } from './section.tsx';
import { Setting } from './setting.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

/** A night, which whoever turns quiet hours on most likely means. */
const night: Preferences['quietHours'] = { fromMin: 22 * 60, toMin: 7 * 60 };

/** When to keep still, and about what. */
export function QuietSettings() {
	const labels = useSettingsLabels();
	const [{ quietWhileOpen, quietHours, privacy }, change] = usePreferences();
	return (
		<Section title={labels.quiet}>
			<Switch
				label={labels.quietWhileOpen}
				checked={quietWhileOpen}
				onChange={(next) => change({ quietWhileOpen: next })}
			/>
			<Switch
				label={labels.quietHours}
				hint={labels.quietHoursHint}
				checked={quietHours !== null}
				onChange={(next) => change({ quietHours: next ? night : null })}
			/>
			{quietHours !== null && (
				<>
					<Time
						label={labels.quietFrom}
						minutes={quietHours.fromMin}
						other={quietHours.toMin}
						onChange={(fromMin) => change({ quietHours: { ...quietHours, fromMin } })}
					/>
					<Time
						label={labels.quietTo}
						minutes={quietHours.toMin}
						other={quietHours.fromMin}
						onChange={(toMin) => change({ quietHours: { ...quietHours, toMin } })}
					/>
				</>
			)}
			<Switch
				label={labels.privacy}
				hint={labels.privacyHint}
				checked={privacy}
				onChange={(next) => change({ privacy: next })}
			/>
		</Section>
	);
}

function Time(props: {
	label: string;
	minutes: number;
	/** The other end. Hours that end as they begin are none, which one may pass through while typing. */
	other: number;
	onChange(minutes: number): void;
}) {
	const { label, minutes, other, onChange } = props;
	// What is being typed need not be a time yet.
	const [draft, setDraft] = useState<string | null>(null);

	function type(value: string) {
		setDraft(value);
		const next = toMinutes(value);
		if (next !== null && next !== other) onChange(next);
	}

	return (
		<Setting
			label={label}
			control={(props) => (
				<input
					{...props}
					type="time"
					className="jobtray-input"
					value={draft ?? toTimeValue(minutes)}
					onChange={({ target }) => type(target.value)}
					onBlur={() => setDraft(null)}
				/>
			)}
		/>
	);
}
