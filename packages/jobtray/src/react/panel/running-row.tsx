import { useContext, useState } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';
import { useTimed } from '../use-readable.ts';
import { Actions } from './actions.tsx';
import { Confirm } from './confirm.tsx';
import { HandContext } from './hand.ts';
import { Name } from './name.tsx';
import type { RowPartProps } from './row-part.ts';
import { RunningStep } from './running-step.tsx';

/** A job that runs, or has run and is paused. */
export function RunningRow({ job, scope, commands }: RowPartProps) {
	const [asking, setAsking] = useState(false);
	const hand = useContext(HandContext);
	// Asked in vain once the job is past it: the question goes away by itself.
	const confirming = asking && job.actions.includes('cancel') && job.wanted !== 'cancelled';

	function answer(cancel: boolean) {
		// The button has the focus again once it is no longer hidden.
		hand.follow = cancel ? null : { key: job.key, action: 'cancel' };
		setAsking(false);
		if (cancel) commands.run('cancel');
	}

	return (
		<>
			<Name job={job} />
			<RunningStep job={job} scope={scope} />
			<span className="jobtray-acts-place" hidden={confirming}>
				<Actions job={job} commands={commands} onCancel={() => setAsking(true)} />
			</span>
			{confirming ? <Confirm job={job} off={commands.off} onAnswer={answer} /> : <Progress job={job} />}
		</>
	);
}

function Progress({ job }: Pick<RowPartProps, 'job'>) {
	const labels = useLabels();
	const held = job.status === 'paused' || job.wanted !== undefined;
	const { progress, etaAt, etaSpreadMs = 0 } = job;
	const elapsed = useTimed((now) => {
		const ms = toElapsedMs(job, now);
		return ms === null ? null : labels.elapsed(ms);
	});
	const remaining = useTimed((now) =>
		held || etaAt === undefined ? null : labels.remaining({ at: etaAt, spreadMs: etaSpreadMs, now }),
	);
	return (
		<>
			<progress
				className="jobtray-bar"
				aria-label={labels.progressOf(job.name)}
				data-held={held ? '' : undefined}
				value={progress ?? (held ? 0 : undefined)}
				max={1}
			/>
			<span className="jobtray-meta">
				<span>
					{progress !== null && <b>{labels.percent(progress)}</b>}
					{progress !== null && elapsed !== null && ' · '}
					{elapsed}
				</span>
				<span>{remaining}</span>
			</span>
		</>
	);
}
