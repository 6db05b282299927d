import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toUnlayered } from '../packages/jobtray/to-unlayered.ts';

const styles = readFileSync(new URL('../packages/jobtray/src/react/styles.css', import.meta.url), 'utf8');
const page = readFileSync(new URL('../docs/theming.md', import.meta.url), 'utf8');

/** The custom properties that the styles read, each with its default for light and dark. */
function readProperties(): Map<string, string[]> {
	const properties = new Map<string, string[]>();
	for (const line of styles.split('\n')) {
		const [, name, value = ''] = /var\((--jobtray-[a-z0-9-]+), (.*)\);$/.exec(line) ?? [];
		if (name === undefined || properties.has(name)) continue;
		const [, light = value, dark = value] = /^light-dark\((.*), (.*)\)$/.exec(value) ?? [];
		properties.set(name, [light, dark]);
	}
	return properties;
}

it('[TH1] the table of custom properties names each that there is, with its defaults, and no other', () => {
	const rows = [...page.matchAll(/^\| `(--jobtray-[a-z0-9-]+)` \|.*\| (.+) \| (.+) \|$/gm)];
	const documented = new Map(
		rows.map(([, name, ...values]) => [name, values.map((value) => value.replaceAll('`', ''))]),
	);
	const properties = readProperties();
	// In words: it is worked out from the bar.
	properties.set('--jobtray-toasts-top', ['16 px below the bar', '16 px below the bar']);
	expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(properties));
	const read = new Set(styles.match(/var\(--jobtray-[a-z0-9-]+/g)?.map((each) => each.slice(4)));
	expect([...documented.keys()].sort()).toEqual([...read].sort());
});

it('[TH4] the unlayered styles are the same rules in no layer', () => {
	const unlayered = toUnlayered(styles);
	expect(unlayered).not.toContain('@layer');
	expect(styles.match(/\{/g)?.length).toBe((unlayered.match(/\{/g)?.length ?? 0) + 1);
	expect(styles.match(/\}/g)?.length).toBe((unlayered.match(/\}/g)?.length ?? 0) + 1);
});
