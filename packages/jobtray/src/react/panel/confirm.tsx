import { useContext } from 'react';
import type { Job } from '../../protocol/index.ts';
import { useLabels } from '../labels/use-labels.ts';
import { sumElapsed } from '../to-elapsed-ms.ts';
import { useTimed } from '../use-readable.ts';
import { HandContext, isMeant } from './hand.ts';
import { Question } from './question.tsx';

/** Asks whether a job's work is to be thrown away. */
export function Confirm(props: {
	job: Job;
	/** The jobs whose work is lost. */
	lost: readonly Job[];
	off: string | null;
	onAnswer(cancel: boolean): void;
}) {
	const { job, lost, off, onAnswer } = props;
	const labels = useLabels();
	const hand = useContext(HandContext);
	const text = useTimed((now) => labels.confirmCancel(sumElapsed(lost, now)));
	return (
		<Question
			text={text}
			yes={labels.confirmYes}
			off={off}
			onYes={(event) => {
				if (!isMeant(hand, { key: job.key, event })) return;
				// With the keyboard one goes on from here; a pointer has no use for the focus.
				hand.follow = event.detail === 0 ? { key: job.key, action: 'cancel' } : null;
				onAnswer(true);
			}}
			onNo={() => onAnswer(false)}
		/>
	);
}
