import { useEffect } from 'react';
import { noGroups, noSummary } from '../client/feed.ts';
import type { BulkResult, CommandResult, JobGroups, LinkState, Summary, Viewer } from '../client/index.ts';
import type { Action, BulkAction, Job, Scope } from '../protocol/index.ts';
import { useTray } from './tray-context.ts';
import { useReadable } from './use-readable.ts';

// What the server renders, and what hydration must match: nothing is known yet.
const closed: LinkState = { status: 'closed' };

/**
 * The keys of the jobs of a scope, in the order in which a tray shows them; empty until the first snapshot.
 * Renders again when jobs come, go or change group, not when they progress: read each with {@link useJob}.
 */
export function useJobs(scope: Scope = 'mine'): JobGroups {
	const { client } = useTray();
	useEffect(() => client.watch(scope), [client, scope]);
	return useReadable(client.feed(scope).groups, noGroups);
}

/** One job, or `undefined` where the scope has none of that key. Renders again only when this job changes. */
export function useJob(key: string, scope: Scope = 'mine'): Job | undefined {
	return useReadable(useTray().client.feed(scope).job(key));
}

/** What a glance needs of the viewer's own jobs: counts, batch, and the job closest to done. */
export function useJobSummary(): Summary {
	return useReadable(useTray().client.feed('mine').summary, noSummary);
}

/** How the connection stands. */
export function useLinkState(): LinkState {
	return useReadable(useTray().client.link, closed);
}

/** Who is logged in, as the server knows them; `null` until it has said so. */
export function useViewer(): Viewer | null {
	return useReadable<Viewer | null>(useTray().client.viewer, null);
}

/** Returns the function that asks for something to be done with a job. It never rejects; a repeat is harmless. */
export function useJobCommand(): (key: string, action: Action) => Promise<CommandResult> {
	return useTray().client.command;
}

/** Returns the function that asks for something to be done with all of the viewer's own jobs. It never rejects; a repeat is harmless. */
export function useBulkCommand(): (action: BulkAction) => Promise<BulkResult> {
	return useTray().client.commandAll;
}
