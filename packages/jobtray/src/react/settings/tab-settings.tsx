import { toTitle } from '../../attention/title/to-title.ts';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Section } from './section.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

/** What the browser's tab and an installed app's icon show. */
export function TabSettings() {
	const labels = useSettingsLabels();
	const { attention, brand } = useTray();
	const hasBadge = useReadable(attention.channels).badge === 'ready';
	const [{ title, favicon, badge, privacy }, change] = usePreferences();
	const active = { name: labels.titleJob, others: 0 };
	const example = toTitle({ brand, names: !privacy, active, progress: 0.73, ends: [] }) ?? '';
	return (
		<Section title={labels.onTheTab}>
			<Switch
				label={labels.titleOn}
				hint={labels.titleHint(example)}
				checked={title}
				onChange={(next) => change({ title: next })}
			/>
			<Switch
				label={labels.faviconOn}
				hint={labels.faviconHint}
				checked={favicon}
				onChange={(next) => change({ favicon: next })}
			/>
			<Switch
				label={labels.badgeOn}
				hint={hasBadge ? labels.badgeHint : labels.badgeMissing}
				checked={badge && hasBadge}
				disabled={!hasBadge}
				onChange={(next) => change({ badge: next })}
			/>
		</Section>
	);
}
