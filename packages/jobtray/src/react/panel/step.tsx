import { isEnd } from '../../protocol/job.ts';
import { useLabels } from '../labels/use-labels.ts';
import { Ending } from './ending.tsx';
import type { RowPartProps } from './row-part.ts';
import { RunningStep } from './running-step.tsx';
import { Wait } from './wait.tsx';

/** The second line of a row: what the job is doing, waits for, or came to. */
export function Step(props: RowPartProps) {
	const { job, commands } = props;
	const labels = useLabels();
	const { asking } = commands;
	// Shown before the server has answered; it then says so itself.
	if (asking !== null && job.wanted === undefined) return <Line text={labels.asking(asking)} />;
	if (job.undoUntil !== undefined) return <Line text={labels.cancelled} />;
	if (isEnd(job.status)) {
		return (
			<span className="jobtray-step" title={job.error?.message}>
				<Ending job={job} scope={props.scope} />
			</span>
		);
	}
	const stopped = job.status === 'paused' && job.startedAt !== undefined;
	if (job.wanted !== undefined || job.status === 'running' || stopped) return <RunningStep {...props} />;
	return (
		<span className="jobtray-step">
			<Wait {...props} />
		</span>
	);
}

function Line({ text }: { text: string }) {
	return <span className="jobtray-step">{text}</span>;
}
