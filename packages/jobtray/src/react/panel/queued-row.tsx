import { countBefore, estimateStart } from '../../estimate/index.ts';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable, useTimed } from '../use-readable.ts';
import { Actions } from './actions.tsx';
import { Name } from './name.tsx';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';

/** A job that waits its turn, or is held back. It has done no work yet, so that cancelling it asks nothing. */
export function QueuedRow({ job, scope, commands }: RowPartProps) {
	const labels = useLabels();
	return (
		<>
			<Name job={job} />
			<span className="jobtray-step">
				{job.wanted === 'cancelled' && labels.cancelling}
				{job.wanted === undefined && job.status === 'paused' && join(ownerIn(scope, job), labels.held)}
				{job.wanted !== 'cancelled' && job.status === 'queued' && <Wait job={job} scope={scope} />}
			</span>
			<Actions job={job} commands={commands} />
		</>
	);
}

function Wait({ job, scope }: Pick<RowPartProps, 'job' | 'scope'>) {
	const labels = useLabels();
	const { client } = useTray();
	const figures = useReadable(client.feed(scope).queue(job.queue));
	return useTimed((now) => {
		const owner = ownerIn(scope, job);
		if (figures === undefined || job.place === undefined) return join(owner, labels.waiting);
		const before = countBefore(figures, job.place);
		const startsAt = estimateStart(figures, before, now);
		return join(owner, labels.before(before), startsAt === null ? null : labels.startsAbout(startsAt, now));
	});
}
