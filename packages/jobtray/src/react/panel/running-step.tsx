import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTimed } from '../use-readable.ts';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';

/** After this long without an answer to what was asked, something is wrong with the worker. */
const noAnswerAfterMs = 30_000;

/** What a running job is doing, or about to do, in words. */
export function RunningStep({ job, scope, form }: RowPartProps) {
	const labels = useLabels();
	const { wanted, wantedAt, stalledSince, restarts = 0 } = job;
	const text = useTimed((now) => {
		const owner = ownerIn(scope, job);
		if (wanted !== undefined) {
			const waits = wantedAt !== undefined && now - wantedAt >= noAnswerAfterMs;
			return join(owner, wanted === 'cancelled' ? labels.cancelling : labels.pausing, waits && labels.noAnswer);
		}
		const doing = job.status === 'paused' ? join(labels.paused, job.step) : job.step;
		// It began while its row was kept in its place, where there is no room for a bar.
		const begun = form !== 'working' && (job.progress === null ? labels.groupRunning : labels.percent(job.progress));
		// Trouble first: what does not fit is cut off at the end.
		return join(
			stalledSince !== undefined && labels.stalled(now - stalledSince),
			restarts > 0 && labels.restarted(restarts),
			owner,
			begun,
			doing,
		);
	});
	const troubled = stalledSince !== undefined && wanted === undefined;
	return (
		<span className="jobtray-step" data-troubled={troubled ? '' : undefined} title={text}>
			{text}
		</span>
	);
}
