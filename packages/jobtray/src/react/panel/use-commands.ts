import { useState } from 'react';
import type { Action, Job } from '../../protocol/index.ts';
import { useJobCommand, useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';

/** What a row's buttons do, and how that went. */
export interface Commands {
	/** Why nothing can be asked for now, or `null`. */
	off: string | null;
	/** What has been asked for and not been answered yet, or `null`. */
	asking: Action | null;
	/** What the last command failed at, or `null`. */
	failure: string | null;
	/** Asks for an action, or says in `failure` why that did not work. */
	run(action: Action): void;
	/** Copies the error's text. */
	copyError(): void;
	/** Whether the error has been copied. */
	copied: boolean;
}

type Outcome = { run: number; asking?: Action; failure?: string; copied?: boolean };

/** The commands of one row. What they came to is forgotten when the job runs again. */
export function useCommands(job: Job | undefined): Commands {
	const labels = useLabels();
	const command = useJobCommand();
	const link = useLinkState();
	const [outcome, setOutcome] = useState<Outcome | null>(null);
	const run = job?.run ?? 0;
	const current = outcome?.run === run ? outcome : null;
	const off = link.status === 'live' ? null : labels.actionsOff;

	return {
		off,
		asking: current?.asking ?? null,
		failure: current?.failure ?? null,
		copied: current?.copied ?? false,
		run(action) {
			// Asked twice while the answer is on its way: once is enough.
			if (job === undefined || off !== null || current?.asking === action) return;
			setOutcome({ run, asking: action });
			command(job.key, action).then((result) => {
				setOutcome(result.ok ? null : { run, failure: labels.commandFailed(action, result) });
			});
		},
		copyError() {
			const text = job?.error?.message ?? '';
			copy(text).then(
				() => setOutcome({ run, copied: true }),
				// Refused by the browser: the person is told.
				() => setOutcome({ run, failure: labels.copyFailed }),
			);
		},
	};
}

async function copy(text: string): Promise<void> {
	// Absent on pages without https, where this throws as a refusal does.
	await navigator.clipboard.writeText(text);
}
