import { useState } from 'react';
import { type ProblemError, toProblem } from '../request/index.ts';

/** How something the person asked for stands. */
export type Task = { status: 'idle' } | { status: 'running' } | { status: 'failed'; problem: ProblemError };

/** Runs what a person asks for, one at a time, and says how it stands. */
export function useTask(): [task: Task, run: (work: () => Promise<void>) => Promise<void>] {
	const [task, setTask] = useState<Task>({ status: 'idle' });
	async function run(work: () => Promise<void>) {
		if (task.status === 'running') return;
		setTask({ status: 'running' });
		try {
			await work();
			setTask({ status: 'idle' });
		} catch (error) {
			setTask({ status: 'failed', problem: toProblem(error) });
		}
	}
	return [task, run];
}
