import type { Notice } from '../../attention/index.ts';
import { countEnds } from '../count-ends.ts';
import type { GivenLabels } from '../labels/labels.ts';

/** What is said aloud of a notice, in one sentence. */
export function toSaid(notice: Notice, labels: GivenLabels): string {
	switch (notice.type) {
		case 'ended': {
			const { name, status } = notice.end.job;
			return status === 'failed' ? labels.toastFailed(name) : labels.toastDone(name);
		}
		case 'burst':
			return labels.toastBurst(countEnds(notice.ends.map(({ job }) => job)));
		case 'summary':
			return labels.toastSummary(notice);
		case 'test':
			// The English words that are not needed first may not be there.
			return labels.toastTest ?? 'This is a test';
	}
}
