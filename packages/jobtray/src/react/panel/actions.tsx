import { type ReactNode, type Ref, useContext } from 'react';
import { actions as allActions } from '../../protocol/commands.ts';
import type { Job } from '../../protocol/index.ts';
import { Icon, type IconName } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { HandContext, isMeant } from './hand.ts';
import type { Commands } from './use-commands.ts';

/** The buttons of a row: what the server offers this viewer, and nothing else. `children` come before them. */
export function Actions(props: {
	job: Job;
	commands: Commands;
	/** What a press of cancel does; asks for it at once where absent. */
	onCancel?: () => void;
	cancelRef?: Ref<HTMLButtonElement>;
	children?: ReactNode;
}) {
	const { job, commands, onCancel, cancelRef, children } = props;
	const labels = useLabels();
	const queued = job.status === 'queued';
	return (
		<span className="jobtray-acts">
			{children}
			{allActions.map((action) => {
				if (!job.actions.includes(action)) return null;
				const cancels = action === 'cancel';
				return (
					<Act
						// Pause and resume share a place: focus stays on it when one becomes the other.
						key={action === 'resume' ? 'pause' : action}
						ref={cancels ? cancelRef : undefined}
						icon={action}
						label={labels.action(action, { queued })}
						job={job}
						off={commands.off}
						onPress={() => (cancels && onCancel !== undefined ? onCancel() : commands.run(action))}
					/>
				);
			})}
		</span>
	);
}

/** One icon button of a row. While `off` gives a reason it stays where it is, says why, and does nothing. */
export function Act(props: {
	icon: IconName;
	label: string;
	job: Job;
	off: string | null;
	onPress(): void;
	ref?: Ref<HTMLButtonElement>;
}) {
	const { icon, label, job, off, onPress, ref } = props;
	const labels = useLabels();
	const hand = useContext(HandContext);
	return (
		<button
			ref={ref}
			type="button"
			className="jobtray-act"
			aria-label={labels.actionOn(label, job.name)}
			aria-disabled={off !== null}
			title={off === null ? label : `${label}: ${off}`}
			onClick={(event) => off === null && isMeant(hand, { key: job.key, event }) && onPress()}
		>
			<Icon name={icon} />
		</button>
	);
}
