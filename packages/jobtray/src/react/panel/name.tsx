import type { Job } from '../../protocol/index.ts';
import { Link } from '../link.tsx';

/** A job's name; whole in the tooltip where it is cut. With `href` it is a link as large as the row, which `onFollow` hears of. */
export function Name({
	job,
	href = null,
	onFollow,
}: {
	job: Pick<Job, 'name'>;
	href?: string | null;
	onFollow?(): void;
}) {
	if (href === null) {
		return (
			<span className="jobtray-name" title={job.name}>
				{job.name}
			</span>
		);
	}
	return (
		<Link className="jobtray-name" href={href} title={job.name} onClick={onFollow}>
			{job.name}
		</Link>
	);
}
