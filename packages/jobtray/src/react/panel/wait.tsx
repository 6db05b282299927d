import { countBefore, estimateStart } from '../../estimate/index.ts';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable, useTimed } from '../use-readable.ts';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';

/** What a job that has not begun waits for. */
export function Wait({ job, scope, form }: Pick<RowPartProps, 'job' | 'scope' | 'form'>) {
	const labels = useLabels();
	const { client } = useTray();
	const figures = useReadable(client.feed(scope).queue(job.queue));
	return useTimed((now) => {
		const { progress, startedAt } = job;
		// A bar says it, where one is drawn.
		const far = form !== 'working' && progress !== null && progress > 0 && labels.percentDone(progress);
		const first = join(ownerIn(scope, job), far);
		if (job.status === 'paused') return join(first, labels.held);
		if (startedAt !== undefined) return join(first, labels.waitingForPlace);
		if (figures === undefined || job.place === undefined) return join(first, labels.waiting);
		const before = countBefore(figures, job.place);
		const startsAt = estimateStart(figures, before, now);
		return join(first, labels.before(before), startsAt === null ? null : labels.startsAbout(startsAt, now));
	});
}
