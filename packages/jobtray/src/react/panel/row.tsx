import { memo, useEffect, useRef } from 'react';
import type { Scope } from '../../protocol/index.ts';
import { isEnd, type Job } from '../../protocol/job.ts';
import { useJob } from '../hooks.ts';
import { useTray } from '../tray-context.ts';
import { Controls } from './controls.tsx';
import { Name } from './name.tsx';
import { Progress } from './progress.tsx';
import { Step } from './step.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { type RowForm, toForm } from './to-list-items.ts';
import { useCommands } from './use-commands.ts';

/** Which row, and where it stands in its list. */
export interface RowProps {
	jobKey: string;
	scope: Scope;
	/** From 1. */
	position: number;
	/** How many lines the list has. */
	size: number;
	/** How it is drawn, and so how high it is; by default as the job is now. */
	form?: RowForm;
	/** Whether it stands under the row of its bundle. Default false. */
	member?: boolean;
}

/**
 * One job. Renders again only when this job changes. State as data attributes: `data-status` as on the wire;
 * `data-form`, how it is drawn (`waiting`, `working` with a bar, `ended` with a picture); `data-wanted` (`paused`,
 * `cancelled`) while it is asked for and not yet done; `data-undo` while its cancelling can be undone; `data-stalled`;
 * `data-member` under the row of its bundle; `data-gone` where it has left the list and is only kept in its place.
 */
export const Row = memo(function Row({ jobKey, scope, position, size, form, member }: RowProps) {
	const live = useJob(jobKey, scope);
	const job = useLast(live);
	const commands = useCommands(live);
	const { hrefOf, attention, client } = useTray();
	if (job === undefined) return null;
	const groupName = job.group?.name ?? client.feed(scope).peek(job.group?.id ?? '')?.name;
	const drawn = form ?? toForm(job);
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for li would win over the tray's layer
		<div
			role="listitem"
			className="jobtray-row"
			data-status={job.status}
			data-form={drawn}
			data-wanted={job.wanted}
			data-undo={job.undoUntil === undefined ? undefined : ''}
			data-stalled={job.stalledSince === undefined ? undefined : ''}
			data-member={member ? '' : undefined}
			data-gone={live === undefined ? '' : undefined}
			aria-posinset={position}
			aria-setsize={size}
		>
			{drawn === 'ended' && <Thumbnail job={job} />}
			<Name
				job={job}
				href={isEnd(job.status) ? hrefOf(job) : null}
				group={member ? groupName : undefined}
				onFollow={() => attention.markSeen(job.key)}
			/>
			<Step job={job} scope={scope} form={drawn} commands={commands} />
			<Controls job={job} commands={commands}>
				{drawn === 'working' && <Progress job={job} />}
			</Controls>
		</div>
	);
});

/** The job as it was last seen: a row that is kept in its place outlives it, without its actions. */
function useLast(live: Job | undefined): Job | undefined {
	const last = useRef(live);
	useEffect(() => {
		if (live !== undefined) last.current = live;
	});
	if (live !== undefined || last.current === undefined) return live;
	return { ...last.current, actions: [] };
}
