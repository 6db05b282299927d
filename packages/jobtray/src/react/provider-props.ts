import type { ReactNode } from 'react';
import type { AttentionOptions, Notice, PreferencesStore } from '../attention/index.ts';
import type { JobtrayClient } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { Format } from './labels/format.ts';
import type { Labels } from './labels/labels.ts';

/** Props of `JobTrayProvider`. All may be left out. */
export interface JobTrayProviderProps {
	/** The application. Default none. */
	children?: ReactNode;
	/** Where the gateway is: a path of the host's own site, or an address. Default `/jobtray`. Give it beside `client` as well. */
	url?: string;
	/** A client of the host's own making, for example one shared with code outside React. Default: one of the provider's own. */
	client?: JobtrayClient;
	/** Goes to a path of the host's own site: its router. Default: the browser loads the page. */
	navigate?: (href: string) => void;
	/** Where a job leads that ended without a result of its own, for example a failed one. Default: nowhere. */
	jobHref?: (job: Job) => string | null;
	/** BCP 47 tag for numbers, times and plurals. Default `en`. */
	locale?: string;
	/**
	 * The words; English where it gives none. `german` comes along. Define it outside the component, so that it stays the same.
	 *
	 * ```tsx
	 * const words = () => ({ jobs: 'Renders' });
	 * ```
	 */
	labels?: (format: Format) => Partial<Labels>;
	/** What the platform is called in the tab's title: `[73%] BRAND — Generating Scene 3`. Default: no brand. */
	brand?: string;
	/** How long a toast of a completion stays, in ms. Default 5000; 0 for good. */
	toastMs?: number;
	/** How long a toast of a failure stays, in ms. Default 0: for good. */
	failureToastMs?: number;
	/**
	 * The keys that open and close the panel from anywhere on the page, written as for `aria-keyshortcuts`: `Alt+J`,
	 * `Control+Shift+K`, `F8`. They do nothing while the person writes into a field or a modal dialog is open. Default
	 * `Alt+J`; `null` for none.
	 */
	shortcut?: string | null;
	/** Where it is kept how each person wants to be told. Default: on the device. Define it outside the component. */
	preferences?: PreferencesStore;
	/** More sounds to choose from, by id; one of a built-in id replaces it. Default none. Define it outside the component. */
	sounds?: AttentionOptions['sounds'];
	/**
	 * Through what desktop notifications are shown where a page may not show them itself, as on phones: a service worker's
	 * registration, or the address of its script. Default none.
	 */
	serviceWorker?: AttentionOptions['serviceWorker'];
	/** Picture of desktop notifications, an address. Default none. */
	notificationIcon?: string;
	/** Shows notices in the host's own way. Default: toasts. */
	notify?: (notice: Notice) => void;
}
