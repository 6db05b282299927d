import { ChannelTest } from './channel-test.tsx';
import { DesktopSettings } from './desktop-settings.tsx';
import { PageSettings } from './page-settings.tsx';
import { QuietSettings } from './quiet-settings.tsx';
import { RuleSettings } from './rule-settings.tsx';
import { SoundSettings } from './sound-settings.tsx';
import { TabSettings } from './tab-settings.tsx';

/** The settings: how the person wants to be told. What is changed holds at once, and for all tabs. */
export function Settings() {
	return (
		<div className="jobtray-scroller jobtray-settings">
			<PageSettings />
			<SoundSettings />
			<DesktopSettings />
			<TabSettings />
			<RuleSettings />
			<QuietSettings />
			<ChannelTest />
		</div>
	);
}
