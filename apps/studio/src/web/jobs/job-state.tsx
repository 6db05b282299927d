import type { Job } from 'jobtray/protocol';
import { useJobCommand } from 'jobtray/react';
import { useId } from 'react';
import type { JobDetail } from '../../api.ts';
import { ProblemNote, useTask } from '../parts/index.ts';
import { ProblemError } from '../request/index.ts';
import { Link } from '../router/index.ts';

const statusWords: Readonly<Record<JobDetail['status'], string>> = {
	queued: 'Queued',
	running: 'Running',
	paused: 'Paused',
	completed: 'Done',
	failed: 'Failed',
	cancelled: 'Cancelled',
};

/** How a job stands. `live` is its row in the tray's feed, newer than `detail` where there is one. */
export function JobState({ detail, live }: { detail: JobDetail; live: Job | undefined }) {
	const status = live?.status ?? detail.status;
	const error = status === 'failed' ? (detail.error ?? live?.error?.message) : undefined;
	const progressId = useId();
	return (
		<section className="card stack" aria-label="How it stands">
			<p className="job-status" data-status={status} role="status">
				{statusWords[status]}
			</p>
			{error !== undefined && <p className="problem">{error}</p>}
			{live !== undefined && (status === 'running' || status === 'paused') && (
				<div className="job-progress">
					<label htmlFor={progressId}>{live.step ?? 'Progress'}</label>
					<progress id={progressId} max={1} value={live.progress ?? undefined} />
				</div>
			)}
			<div className="view-acts">
				{detail.resultHref !== undefined && status === 'completed' && (
					<Link to={detail.resultHref} className="main-button">
						See the scene
					</Link>
				)}
				{live?.actions.includes('retry') && <RetryButton jobKey={detail.key} />}
			</div>
		</section>
	);
}

function RetryButton({ jobKey }: { jobKey: string }) {
	const command = useJobCommand();
	const [task, run] = useTask();
	async function retry() {
		const result = await command(jobKey, 'retry');
		if (!result.ok) throw new ProblemError({ code: 'internal', message: result.message });
	}
	return (
		<>
			<button type="button" className="main-button" onClick={() => run(retry)}>
				Try again
			</button>
			{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
		</>
	);
}
