import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Section } from './section.tsx';
import { Setting } from './setting.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

/** Desktop notifications: turned on by a press, since browsers ask only then; and what to do where they are blocked. */
export function DesktopSettings() {
	const labels = useSettingsLabels();
	const { attention } = useTray();
	const state = useReadable(attention.channels).desktop;
	const [{ desktop }, change] = usePreferences();
	const hints = {
		granted: labels.desktopHint,
		default: labels.desktopHint,
		denied: labels.desktopDenied,
		insecure: labels.desktopInsecure,
		missing: labels.desktopMissing,
	};
	return (
		<Section title={labels.desktop}>
			{state === 'default' ? (
				<Setting
					label={labels.desktopOn}
					hint={hints[state]}
					control={(props) => (
						<button {...props} type="button" className="jobtray-press" onClick={() => attention.askDesktop()}>
							{labels.desktopTurnOn}
						</button>
					)}
				/>
			) : (
				<Switch
					label={labels.desktopOn}
					hint={hints[state]}
					checked={desktop && state === 'granted'}
					disabled={state !== 'granted'}
					onChange={(next) => change({ desktop: next })}
				/>
			)}
		</Section>
	);
}
