import { Icon } from '../icons.tsx';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';
import { useTray } from '../tray-context.ts';
import { useTimed } from '../use-readable.ts';
import { Act, Actions } from './actions.tsx';
import { Name } from './name.tsx';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';
import { Thumbnail } from './thumbnail.tsx';

/** A job that ended: where its work is, or why there is none. */
export function FinishedRow({ job, scope, commands }: RowPartProps) {
	const labels = useLabels();
	const { hrefOf } = useTray();
	return (
		<>
			<Thumbnail job={job} />
			<Name job={job} href={hrefOf(job)} />
			<span className="jobtray-step" title={job.error?.message}>
				<Ending job={job} scope={scope} />
			</span>
			<Actions job={job} commands={commands}>
				{job.status === 'failed' && job.error !== undefined && (
					<Act
						icon={commands.copied ? 'done' : 'copy'}
						label={commands.copied ? labels.copied : labels.copyError}
						job={job}
						off={null}
						onPress={commands.copyError}
					/>
				)}
			</Actions>
		</>
	);
}

function Ending({ job, scope }: Pick<RowPartProps, 'job' | 'scope'>) {
	const labels = useLabels();
	const owner = ownerIn(scope, job);
	const when = useTimed((now) => (job.finishedAt === undefined ? '' : labels.ended(now - job.finishedAt)));
	const tookMs = toElapsedMs(job, job.finishedAt ?? 0);
	if (job.status === 'completed') {
		return (
			<>
				<span className="jobtray-good">
					<Icon name="done" /> {labels.done}
				</span>{' '}
				{join(when, tookMs !== null && labels.took(tookMs), owner)}
			</>
		);
	}
	if (job.status === 'failed') {
		return (
			<>
				<span className="jobtray-wrong">
					<Icon name="cancel" /> {labels.failed}
				</span>
				{' · '}
				{join(job.error?.message ?? when, owner)}
			</>
		);
	}
	return join(labels.cancelled, when, owner);
}
