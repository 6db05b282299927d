import type { Job } from '../../protocol/index.ts';
import { Link } from '../link.tsx';
import { splitMemberName } from './split-member-name.ts';

/**
 * A job's name; whole in the tooltip where it is cut. With `href` it is a link as large as the row, which `onFollow` hears
 * of. Under the row of its group only what differs is seen, and the whole name is still read out.
 */
export function Name({
	job,
	href = null,
	group = '',
	onFollow,
}: {
	job: Pick<Job, 'name'>;
	href?: string | null;
	/** Name of the group whose row it stands under. */
	group?: string;
	onFollow?(): void;
}) {
	const { before, known, after } = splitMemberName(job.name, group);
	const text = (
		<>
			{before}
			{known !== '' && <span className="jobtray-said">{known}</span>}
			{after}
		</>
	);
	if (href === null) {
		return (
			<span className="jobtray-name" title={job.name}>
				{text}
			</span>
		);
	}
	return (
		<Link
			className="jobtray-name"
			href={href}
			title={job.name}
			aria-label={known === '' ? undefined : job.name}
			onClick={onFollow}
		>
			{text}
		</Link>
	);
}
