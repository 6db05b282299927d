import type { Batch, Scope } from '../../protocol/index.ts';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../link.tsx';
import { useTray } from '../tray-context.ts';
import { useReadable, useTimed } from '../use-readable.ts';

/** The batch as a whole, and the way to the platform's dashboard; nothing where there is neither. */
export function Foot({ scope, dashboardHref }: { scope: Scope; dashboardHref?: string }) {
	const labels = useLabels();
	const { client } = useTray();
	const { batch, paused } = useReadable(client.feed(scope).summary);
	const open = batch !== null && batch.ended < batch.jobs && batch.progress !== null;
	if (!open && dashboardHref === undefined) return null;
	return (
		<div className="jobtray-foot">
			<span>{open && <Whole batch={batch} paused={paused} />}</span>
			{dashboardHref !== undefined && (
				<Link href={dashboardHref}>
					{labels.allJobs} <span className="jobtray-arrow" aria-hidden="true" />
				</Link>
			)}
		</div>
	);
}

function Whole({ batch: { progress, endsAt }, paused }: { batch: Batch; paused: number }) {
	const labels = useLabels();
	// What is paused is why nobody knows the end.
	const why = endsAt === undefined && paused > 0 && labels.countPaused(paused);
	return useTimed((now) => join(labels.batch({ progress: progress ?? 0, endsAt, now }), why));
}
