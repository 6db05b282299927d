import type { AwayFacts } from './away-facts.ts';
import type { Favicon } from './favicon/create-favicon.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { TitleTarget } from './title/title-target.ts';
import { toTitle } from './title/to-title.ts';
import { toIcon } from './to-icon.ts';

/** Shows in the tab what a person who looks elsewhere is to see: in its title and its icon, as they want it. */
export function showAway(
	facts: AwayFacts | null,
	{
		target,
		favicon,
		brand,
		preferences,
	}: {
		target: TitleTarget | null;
		favicon: Favicon;
		brand: string;
		preferences: Preferences;
	},
): void {
	const title = facts === null || !preferences.title ? null : toTitle({ ...facts, brand, names: !preferences.privacy });
	if (title === null) target?.restore();
	else target?.show(title);
	favicon.show(facts === null || !preferences.favicon ? null : toIcon(facts));
}
