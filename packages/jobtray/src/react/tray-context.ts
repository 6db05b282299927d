import { createContext, useContext } from 'react';
import type { Attention } from '../attention/index.ts';
import type { JobtrayClient, Readable } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { Labels } from './labels/labels.ts';
import type { NoticeQueue } from './notice-queue.ts';

/** What every part of the tray shares. */
export interface TrayContextValue {
	client: JobtrayClient;
	attention: Attention;
	labels: Labels;
	/** The server's time in whole seconds. */
	second: Readable<number>;
	notices: NoticeQueue;
	/** Goes to a path of the host's own site. */
	navigate(href: string): void;
	/** Where a job that ended leads, or `null`. */
	hrefOf(job: Job): string | null;
	/** How long a toast of a completion stays, in ms; 0 for good. */
	toastMs: number;
	/** How long a toast of a failure stays, in ms; 0 for good. */
	failureToastMs: number;
}

/** Provided by `JobTrayProvider`. */
export const TrayContext = createContext<TrayContextValue | null>(null);

/** Reads what the nearest `JobTrayProvider` provides. */
export function useTray(): TrayContextValue {
	const tray = useContext(TrayContext);
	if (tray === null) throw new MissingProviderError();
	return tray;
}

class MissingProviderError extends Error {
	code = 'missing-provider';
	constructor() {
		super(
			'Jobtray: a part or hook was used outside <JobTrayProvider>, so that it has no client to read from. ' +
				'Wrap the application, or at least everything that uses Jobtray, in one <JobTrayProvider>.',
		);
		this.name = 'MissingProviderError';
	}
}
