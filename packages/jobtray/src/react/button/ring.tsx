import type { ButtonState } from './decide-button.ts';

const marks: Partial<Record<ButtonState, string>> = {
	done: 'M6.5 10.2l2.4 2.4 4.6-5',
	failed: 'M10 5.5v5.5M10 14v.2',
};

/** The ring: how far along, `null` where nobody knows; ends not yet seen close it and put their mark inside. */
export function Ring({ state, progress }: { state: ButtonState; progress: number | null }) {
	const mark = marks[state];
	return (
		<svg className="jobtray-ring" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
			<circle className="jobtray-ring-track" cx="10" cy="10" r="8" />
			{state !== 'idle' && (
				<circle
					className="jobtray-ring-arc"
					data-indeterminate={progress === null && mark === undefined ? '' : undefined}
					cx="10"
					cy="10"
					r="8"
					pathLength="100"
					strokeDasharray={`${toArc(mark === undefined ? progress : 1)} 100`}
				/>
			)}
			{mark !== undefined && <path className="jobtray-ring-mark" d={mark} />}
		</svg>
	);
}

/** Shown where nobody knows how far along it is; it turns. */
const unknownArc = 25;

function toArc(progress: number | null): number {
	return progress === null ? unknownArc : Math.round(progress * 100);
}
