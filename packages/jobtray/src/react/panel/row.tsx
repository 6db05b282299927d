import { memo } from 'react';
import type { Scope } from '../../protocol/index.ts';
import { isEnd } from '../../protocol/job.ts';
import { useJob } from '../hooks.ts';
import { FinishedRow } from './finished-row.tsx';
import { QueuedRow } from './queued-row.tsx';
import { RunningRow } from './running-row.tsx';
import { useCommands } from './use-commands.ts';

/** Which row, and where it stands in its list. */
export interface RowProps {
	jobKey: string;
	scope: Scope;
	/** From 1. */
	position: number;
	/** How many lines the list has. */
	size: number;
}

/**
 * One job. Renders again only when this job changes. State as data attributes: `data-status` as on the wire,
 * `data-wanted` (`paused`, `cancelled`) while it is asked for and not yet done, `data-stalled`.
 */
export const Row = memo(function Row({ jobKey, scope, position, size }: RowProps) {
	const job = useJob(jobKey, scope);
	const commands = useCommands(job);
	if (job === undefined) return null;
	const began = job.status === 'running' || job.startedAt !== undefined;
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for li would win over the tray's layer
		<div
			role="listitem"
			className="jobtray-row"
			data-status={job.status}
			data-wanted={job.wanted}
			data-stalled={job.stalledSince === undefined ? undefined : ''}
			aria-posinset={position}
			aria-setsize={size}
		>
			{isEnd(job.status) ? (
				<FinishedRow job={job} scope={scope} commands={commands} />
			) : began ? (
				<RunningRow job={job} scope={scope} commands={commands} />
			) : (
				<QueuedRow job={job} scope={scope} commands={commands} />
			)}
			{commands.failure !== null && (
				<div className="jobtray-failure" role="alert">
					{commands.failure}
				</div>
			)}
		</div>
	);
});
