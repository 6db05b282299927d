import { useState } from 'react';
import { isEnd, type Job } from '../../protocol/job.ts';
import { useLabels } from '../labels/use-labels.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';
import { useTimed } from '../use-readable.ts';
import { createSaid } from './create-said.ts';

/** How far a job is, how long it has worked, and how long it should take yet. */
export function Progress({ job }: { job: Job }) {
	const labels = useLabels();
	const ended = isEnd(job.status);
	const held = job.status === 'paused' || job.wanted !== undefined;
	const { etaAt, etaSpreadMs = 0 } = job;
	const progress = job.status === 'completed' ? 1 : job.progress;
	const elapsed = useTimed((now) => {
		const ms = toElapsedMs(job, now);
		return ms === null ? null : labels.elapsed(ms);
	});
	const [toSaid] = useState(createSaid);
	const remaining = useTimed((now) =>
		held || ended || etaAt === undefined ? null : labels.remaining(toSaid({ at: etaAt, spreadMs: etaSpreadMs, now })),
	);
	return (
		<Bar
			name={job.name}
			// Unknown is said by a bar that moves; what stands still has one that does not.
			value={progress ?? (held || ended ? 0 : null)}
			percent={progress}
			held={held}
			elapsed={elapsed}
			remaining={remaining}
		/>
	);
}

/** A bar with its figures below: on one side how far and for how long, on the other how long it should take yet. */
export function Bar(props: {
	name: string;
	/** 0..1, or `null` where nobody knows. */
	value: number | null;
	/** What is written, 0..1; `null` for nothing. */
	percent: number | null;
	held: boolean;
	elapsed: string | null;
	remaining: string | null;
}) {
	const { name, value, percent, held, elapsed, remaining } = props;
	const labels = useLabels();
	return (
		<>
			<progress
				className="jobtray-bar"
				aria-label={labels.progressOf(name)}
				data-held={held ? '' : undefined}
				value={value ?? undefined}
				max={1}
			/>
			<span className="jobtray-meta">
				<span>
					{percent !== null && <b>{labels.percent(percent)}</b>}
					{percent !== null && elapsed !== null && ' · '}
					{elapsed}
				</span>
				<span>{remaining}</span>
			</span>
		</>
	);
}
