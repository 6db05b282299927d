import { countBefore, estimateStart } from '../../estimate/index.ts';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable, useTimed } from '../use-readable.ts';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';

/** What a job that has not begun waits for. */
export function Wait({ job, scope }: Pick<RowPartProps, 'job' | 'scope'>) {
	const labels = useLabels();
	const { client } = useTray();
	const figures = useReadable(client.feed(scope).queue(job.queue));
	return useTimed((now) => {
		const owner = ownerIn(scope, job);
		if (job.status === 'paused') return join(owner, labels.held);
		if (figures === undefined || job.place === undefined) return join(owner, labels.waiting);
		const before = countBefore(figures, job.place);
		const startsAt = estimateStart(figures, before, now);
		return join(owner, labels.before(before), startsAt === null ? null : labels.startsAbout(startsAt, now));
	});
}
