import { actions as allActions } from '../../protocol/commands.ts';
import type { Action, Job } from '../../protocol/index.ts';
import { isEnd } from '../../protocol/job.ts';
import { Bell } from '../bell.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { Act } from './act.tsx';
import { toPlace } from './hand.ts';
import type { Commands } from './use-commands.ts';
import { useDismissed } from './use-dismissed.ts';
import { Why } from './why.tsx';

/**
 * The buttons of a row: what the server offers this viewer, and nothing else. What one wants less often is seen while
 * the row is pointed at or has the focus, and always where nothing can be pointed with.
 */
export function Actions(props: {
	job: Job;
	/** The jobs that are dismissed with it, itself included. */
	all: readonly Job[];
	commands: Commands;
	/** What a press of cancel does; asks for it at once where absent. */
	onCancel?: () => void;
}) {
	const { job, all, commands, onCancel } = props;
	const labels = useLabels();
	const queued = job.status === 'queued';

	function press(action: Action) {
		if (action === 'cancel' && onCancel !== undefined) onCancel();
		else commands.run(action);
	}
	return (
		<span className="jobtray-acts">
			<span className="jobtray-extra">
				<Why job={job} />
				{job.undoUntil === undefined && job.wanted !== 'cancelled' && <Bell job={job} />}
				{all.every(({ status }) => isEnd(status)) && <Dismiss row={job} jobs={all} />}
			</span>
			{job.status === 'failed' && job.error !== undefined && (
				<Act
					icon={commands.copied ? 'done' : 'copy'}
					label={commands.copied ? labels.copied : labels.copyError}
					job={job}
					off={null}
					onPress={commands.copyError}
				/>
			)}
			{allActions.map((action) => {
				if (!job.actions.includes(action)) return null;
				return (
					<Act
						key={toPlace(action)}
						action={action}
						icon={action === 'undo' ? undefined : action}
						label={labels.action(action, { queued })}
						job={job}
						off={commands.off}
						onPress={() => press(action)}
					/>
				);
			})}
		</span>
	);
}

/** Takes ended jobs out of the list, on this device. */
export function Dismiss({ row, jobs }: { row: Pick<Job, 'key' | 'name'>; jobs: readonly Job[] }) {
	const labels = useLabels();
	const dismissed = useDismissed();
	return (
		<Act
			action="dismiss"
			icon="cancel"
			label={labels.dismissJob}
			job={row}
			off={null}
			onPress={() => dismissed.add(jobs)}
		/>
	);
}
