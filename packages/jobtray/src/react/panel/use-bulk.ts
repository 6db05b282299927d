import { useState } from 'react';
import type { BulkAction, Scope } from '../../protocol/index.ts';
import { isEnd } from '../../protocol/job.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import type { BulkChoice } from './decide-bulk.ts';
import { useDismissed } from './use-dismissed.ts';

/** What is done with many jobs at once, and how that went. */
export interface BulkCommands {
	run(choice: BulkChoice | 'undo'): void;
	/** What did not work, or `null`. */
	failure: string | null;
	/** Whether something has been asked for here: what takes it back may then take a lost focus. */
	asked: boolean;
}

/** The bulk commands of one panel. What they do to the viewer's own jobs they do in whichever list is shown. */
export function useBulk(scope: Scope): BulkCommands {
	const labels = useLabels();
	const { client } = useTray();
	const dismissed = useDismissed();
	const [outcome, setOutcome] = useState<{ failure: string | null } | null>(null);

	async function ask(action: BulkAction) {
		setOutcome({ failure: null });
		const result = await client.commandAll(action);
		if (!result.ok) setOutcome({ failure: labels.bulkFailed(action, result) });
		else if (result.refused > 0) setOutcome({ failure: labels.bulkRefused(action, result.refused) });
	}

	function clear() {
		const feed = client.feed(scope);
		const ended = feed.groups.get().finished.flatMap((key) => feed.peek(key) ?? []);
		dismissed.add(ended.filter(({ status }) => isEnd(status)));
	}

	return {
		run: (choice) => (choice === 'clear-finished' ? clear() : void ask(choice)),
		failure: outcome?.failure ?? null,
		asked: outcome !== null,
	};
}
