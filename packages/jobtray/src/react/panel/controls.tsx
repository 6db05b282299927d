import { type ReactNode, useContext, useState } from 'react';
import type { Job } from '../../protocol/index.ts';
import { isEnd } from '../../protocol/job.ts';
import { Actions } from './actions.tsx';
import { Confirm } from './confirm.tsx';
import { HandContext } from './hand.ts';
import type { Commands } from './use-commands.ts';

/** The buttons of a row, or, before work is thrown away, the question whether it is; `children` make room for the question. */
export function Controls(props: {
	job: Job;
	commands: Commands;
	/** The jobs that are cancelled and dismissed with it, itself included. Default: itself. */
	all?: readonly Job[];
	children?: ReactNode;
}) {
	const { job, commands, all = [job], children } = props;
	const [asking, setAsking] = useState(false);
	const hand = useContext(HandContext);
	const lost = all.filter(({ startedAt, status }) => startedAt !== undefined && !isEnd(status));
	// Asked in vain once the job is past it: the question goes away by itself.
	const confirming = asking && lost.length > 0 && job.actions.includes('cancel') && job.wanted !== 'cancelled';

	function answer(cancel: boolean) {
		// The button has the focus again once it is no longer hidden.
		if (!cancel) hand.follow = { key: job.key, action: 'cancel' };
		setAsking(false);
		if (cancel) commands.run('cancel');
	}
	return (
		<>
			<span className="jobtray-acts-place" hidden={confirming}>
				{/* What has done no work yet is cancelled without a question. */}
				<Actions
					job={job}
					all={all}
					commands={commands}
					onCancel={lost.length > 0 ? () => setAsking(true) : undefined}
				/>
			</span>
			{confirming ? <Confirm job={job} lost={lost} off={commands.off} onAnswer={answer} /> : children}
			{commands.failure !== null && (
				<div className="jobtray-failure" role="alert">
					{commands.failure}
				</div>
			)}
		</>
	);
}
