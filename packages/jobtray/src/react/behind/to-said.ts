import type { Notice } from '../../attention/index.ts';
import { countEnds } from '../count-ends.ts';
import type { FirstLabels } from '../labels/labels.ts';

/** What is said aloud of a notice, in one sentence. */
export function toSaid(notice: Notice, labels: FirstLabels): string {
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
			return labels.toastTest;
	}
}
