import type { Status } from '../../protocol/index.ts';
import { type Machine, stays } from './machine.ts';

/** What can happen to a run on the board. */
export type RunMachineEvent =
	| 'progress'
	| 'progress of an older run'
	| 'progress that is no number'
	| 'end'
	| 'pause asked'
	| 'resume asked'
	| 'cancel asked'
	| 'retry asked'
	| 'tick'
	| 'next run read'
	| 'older run read';

const ended: Readonly<Record<RunMachineEvent, string>> = {
	progress: stays,
	'progress of an older run': stays,
	'progress that is no number': stays,
	end: stays,
	'pause asked': stays,
	'resume asked': stays,
	'cancel asked': stays,
	'retry asked': stays,
	tick: stays,
	'next run read': 'queued, run 3',
	'older run read': stays,
};

/** The second run of a job on the board: its status after the event, and what else is new of it. An end does not move. */
export const runMachine: Machine<Status, RunMachineEvent> = {
	queued: {
		...ended,
		end: 'completed',
		'pause asked': 'queued, wants to be paused',
		'cancel asked': 'queued, wants to be cancelled',
	},
	running: {
		...ended,
		progress: 'running, at 70 %',
		end: 'completed',
		'pause asked': 'running, wants to be paused',
		'cancel asked': 'running, wants to be cancelled',
	},
	paused: {
		...ended,
		progress: 'paused, at 70 %',
		end: 'completed',
		'cancel asked': 'paused, wants to be cancelled',
	},
	completed: ended,
	failed: ended,
	cancelled: ended,
};
