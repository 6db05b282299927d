import { createBrowserStorage } from '../../attention/index.ts';
import type { JobtrayClient } from '../../client/index.ts';
import { useViewer } from '../hooks.ts';
import { useTray } from '../tray-context.ts';
import { createDismissed, type Dismissed } from './create-dismissed.ts';

const made = new WeakMap<JobtrayClient, Map<string, Dismissed>>();

/** What the person has dismissed: one for all lists of a client. */
export function useDismissed(): Dismissed {
	const { client } = useTray();
	return dismissedOf(client, useViewer()?.id ?? '');
}

function dismissedOf(client: JobtrayClient, viewerId: string): Dismissed {
	const ofClient = made.get(client) ?? new Map<string, Dismissed>();
	made.set(client, ofClient);
	let dismissed = ofClient.get(viewerId);
	if (dismissed === undefined) {
		dismissed = createDismissed({ storage: createBrowserStorage(), viewerId, clock: client.clock });
		ofClient.set(viewerId, dismissed);
	}
	return dismissed;
}
