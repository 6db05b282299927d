import { useMemo } from 'react';
import type { Bell as BellState } from '../attention/index.ts';
import type { Job } from '../protocol/index.ts';
import { isEnd } from '../protocol/job.ts';
import { Icon, type IconName } from './icons.tsx';
import { join } from './labels/join.ts';
import { useLabels } from './labels/use-labels.ts';
import { useTray } from './tray-context.ts';
import { useReadable } from './use-readable.ts';

const next: Record<BellState, BellState> = { default: 'on', on: 'off', off: 'default' };
const icons: Record<BellState, IconName> = { default: 'bell', on: 'bell', off: 'bellOff' };

/**
 * The bell of one job: whether the person is told of its end. Its name is what a press does, its description how it is.
 * State as a data attribute: `data-bell` (`default`, `on`, `off`). Nothing where the job has ended.
 */
export function Bell({ job }: { job: Job }) {
	const labels = useLabels();
	const { attention } = useTray();
	const state = useReadable(useMemo(() => attention.bell(job.key), [attention, job.key]));
	if (isEnd(job.status)) return null;
	const action = labels.bell(next[state]);
	return (
		<button
			type="button"
			className="jobtray-act jobtray-bell"
			data-bell={state}
			aria-label={labels.actionOn(action, job.name)}
			title={join(labels.bellNow(state), action)}
			onClick={() => attention.setBell(job.key, next[state])}
		>
			<Icon name={icons[state]} />
		</button>
	);
}
