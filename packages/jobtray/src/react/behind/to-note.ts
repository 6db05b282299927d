import type { Note, Notice } from '../../attention/index.ts';
import type { Job } from '../../protocol/index.ts';
import { countEnds } from '../count-ends.ts';
import { toHref } from '../go-to.ts';
import { join } from '../labels/join.ts';
import type { GivenLabels } from '../labels/labels.ts';
import type { JobTrayProviderProps } from '../provider-props.ts';
import { splitName } from '../split-name.ts';
import { toSaid } from './to-said.ts';

/** Words a notice for the desktop; without `names` it says what became of how many, and of which jobs nothing. */
export function toNote(
	notice: Notice,
	options: Pick<JobTrayProviderProps, 'jobHref'> & { labels: GivenLabels; names: boolean },
): Note {
	const { labels, jobHref, names } = options;
	if (notice.type === 'test') return { title: toSaid(notice, labels), body: '', href: null };
	const jobs = toJobs(notice);
	const counts = notice.type === 'summary' ? notice : countEnds(jobs);
	const href = notice.type === 'ended' ? toHref(notice.end.job, jobHref) : null;
	if (!names) return { title: labels.jobs, body: labels.toastBurst(counts), href };
	if (notice.type !== 'ended') {
		return {
			title: toSaid(notice, labels),
			body: [...new Set(jobs.map(({ name }) => splitName(name)[0]))].join(', '),
			href,
		};
	}
	const { name, status, error } = notice.end.job;
	const [what, rest] = splitName(name);
	const title = status === 'failed' ? labels.toastFailed(what) : labels.toastDone(what);
	return { title, body: join(rest, error?.message), href };
}

function toJobs(notice: Exclude<Notice, { type: 'test' }>): Job[] {
	switch (notice.type) {
		case 'ended':
			return [notice.end.job];
		case 'burst':
			return notice.ends.map(({ job }) => job);
		case 'summary':
			return [];
	}
}
