import type { Job } from '../protocol/index.ts';
import type { JobTrayProviderProps } from './provider-props.ts';

/** Goes to a path of the host's own site: by its router, or by loading the page. */
export function goTo(href: string, navigate: JobTrayProviderProps['navigate']): void {
	if (navigate === undefined) location.assign(href);
	else navigate(href);
}

/** Where a job leads: to what it made, else to where the host shows it, else nowhere. */
export function toHref(job: Job, jobHref: JobTrayProviderProps['jobHref']): string | null {
	return job.result?.href ?? jobHref?.(job) ?? null;
}
