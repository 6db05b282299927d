import type { ReactNode } from 'react';

/** The drawings of the panel's buttons, on a 16 by 16 grid, in lines of the text's colour. */
const lines = {
	pause: 'M5.5 3.5v9M10.5 3.5v9',
	resume: 'M5 3.5v9l7.5-4.5z',
	cancel: 'M4 4l8 8M12 4l-8 8',
	retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
	undo: 'M5.5 3L3 5.5 5.5 8M3 5.5h6.5a3.5 3.5 0 0 1 0 7H6',
	copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
	done: 'M3.5 8.5l3 3 6-7',
	failed: 'M8 3.5v5.5M8 12.4v.1',
	down: 'M4.5 6.5L8 10l3.5-3.5',
	back: 'M9.5 3.5L5 8l4.5 4.5',
	bell: 'M8 2a4 4 0 0 0-4 4v3l-1.3 2h10.6L12 9V6a4 4 0 0 0-4-4zM6.5 13.5a1.6 1.6 0 0 0 3 0',
	bellOff: 'M5 3.4A4 4 0 0 1 12 6v3l.6.9M4 6v3l-1.3 2h8.3M6.5 13.5a1.6 1.6 0 0 0 3 0M2.5 2.5l11 11',
	unfold: 'M6 3.5L10.5 8 6 12.5',
	more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
	why: 'M8 7.5v4M8 4.6v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
	away: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
} as const;

/** What an icon can show. */
export type IconName = keyof typeof lines;

/** One icon. It says nothing to a screen reader: the button or the text beside it does. */
export function Icon({ name }: { name: IconName }): ReactNode {
	return (
		<svg className="jobtray-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			<path d={lines[name]} />
		</svg>
	);
}
