import { createContext, useContext } from 'react';
import type { Attention } from '../attention/index.ts';
import type { Cell } from '../client/cell.ts';
import type { JobtrayClient, Readable } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { Format } from './labels/format.ts';
import type { GivenLabels } from './labels/labels.ts';
import type { NoticeQueue } from './notice-queue.ts';
import type { RootContextValue } from './root-context-value.ts';
import type { Said } from './said.ts';

/** What every part of the tray shares. */
export interface TrayContextValue {
	client: JobtrayClient;
	attention: Attention;
	/** What the parts that load at once read; the others have `useLabels`. */
	labels: GivenLabels;
	format: Format;
	/** The server's time in whole seconds. */
	second: Readable<number>;
	notices: NoticeQueue;
	/** What is said aloud. */
	said: Cell<Said>;
	/** The trays on the page. Usually one; a host may have one for wide screens and another for narrow ones. */
	trays: Set<RootContextValue>;
	/** The keys that open and close the panel, as for `aria-keyshortcuts`; `null` for none. */
	shortcut: string | null;
	/** What the host calls itself in the tab's title; empty for nothing. */
	brand: string;
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
	if (tray === null) throw new OutsideError('missing-provider', 'Wrap the application in a <JobTrayProvider>.');
	return tray;
}

/** A part or hook was used outside what it reads from. */
export class OutsideError extends Error {
	code: string;
	constructor(code: 'missing-provider' | 'missing-root', advice: string) {
		super(`Jobtray: a part or hook stands alone and cannot work. ${advice}`);
		this.code = code;
	}
}
