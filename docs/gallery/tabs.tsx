import { useEffect, useState } from 'react';
import type { FaviconState } from '../../packages/jobtray/src/attention/favicon/favicon-state.ts';
import { createIconPainter } from '../../packages/jobtray/src/attention/favicon/icon-painter.ts';
import { type TitleFacts, toTitle } from '../../packages/jobtray/src/attention/title/to-title.ts';

const hostIcon = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#1f2430"/><path d="M5 4h2l1 2.6L9 4h2L9.200 8 11 12H9L8 9.400 7 12H5L6.800 8z" fill="#fff"/></svg>',
)}`;

const name = 'Generating Scene 3';
const facts: TitleFacts = { brand: 'X121', active: null, progress: null, ends: [], names: true };

/** What the tabs of three people say who work elsewhere, and of one who is back. */
const tabs: { title: string; icon: FaviconState | null }[] = [
	{ title: 'Mira · X121', icon: null },
	{
		title: toTitle({ ...facts, active: { name, others: 0 }, progress: 0.73 }) ?? '',
		icon: { progress: 0.73, mark: null },
	},
	{ title: toTitle({ ...facts, ends: [{ name, status: 'completed' }] }) ?? '', icon: { progress: null, mark: 'done' } },
	{ title: toTitle({ ...facts, ends: [{ name, status: 'failed' }] }) ?? '', icon: { progress: null, mark: 'failed' } },
];

/** Titles and icons as the library writes and draws them, in tabs drawn by hand: a page cannot show its browser's. */
export function Tabs() {
	const [icons, setIcons] = useState<(string | null)[]>([]);
	useEffect(() => {
		const paint = createIconPainter();
		Promise.all(tabs.map(({ icon }) => (icon === null ? hostIcon : paint(icon, hostIcon)))).then(setIcons);
	}, []);
	return (
		<div className="tabs" data-painted={icons.length > 0 ? '' : undefined}>
			{tabs.map(({ title }, at) => (
				<span key={title} className="tab">
					<img alt="" src={icons[at] ?? hostIcon} width="16" height="16" />
					{title}
				</span>
			))}
		</div>
	);
}
