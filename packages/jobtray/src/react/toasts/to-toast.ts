import type { Notice } from '../../attention/index.ts';
import type { Job } from '../../protocol/index.ts';
import { countEnds } from '../count-ends.ts';
import { join } from '../labels/join.ts';
import type { ShownLabels } from '../labels/labels.ts';
import { splitName } from '../split-name.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';

/** What a toast says and where it leads. */
export interface ToastContent {
	/** A repeat of the same notice replaces the toast. */
	id: string;
	type: 'completed' | 'failed' | 'summary' | 'test';
	title: string;
	detail: string;
	/** Where it leads; `null` opens the tray, but for a test, which leads nowhere. */
	href: string | null;
	/** The key of the one job that it is about; `null` where it is about several. */
	jobKey: string | null;
}

/** How notices become words and links. */
export interface ToastWords {
	labels: ShownLabels;
	hrefOf(job: Job): string | null;
}

/** Turns a notice into a toast. */
export function toToast(notice: Notice, words: ToastWords): ToastContent {
	const { labels } = words;
	switch (notice.type) {
		case 'ended':
			return toEnded(notice.end, words);
		case 'burst': {
			const counts = countEnds(notice.ends.map(({ job }) => job));
			const names = notice.ends.map(({ job }) => splitName(job.name)[0]);
			return {
				id: notice.ends.map(({ id }) => id).join(),
				type: counts.failed > 0 ? 'failed' : 'completed',
				title: labels.toastBurst(counts),
				detail: [...new Set(names)].join(', '),
				href: null,
				jobKey: null,
			};
		}
		case 'summary':
			return {
				id: 'summary',
				type: 'summary',
				title: labels.toastSummary(notice),
				detail: labels.openTray,
				href: null,
				jobKey: null,
			};
		case 'test':
			return { id: 'test', type: 'test', title: labels.toastTest, detail: '', href: null, jobKey: null };
	}
}

function toEnded({ id, job }: { id: string; job: Job }, { labels, hrefOf }: ToastWords): ToastContent {
	const href = hrefOf(job);
	const ofJob = splitName(job.name);
	const [what, ofLabel] = splitName(job.result?.label ?? job.name);
	// A label may leave out what the job's name adds, or be just that.
	const rest = ofLabel === '' && ofJob[1] !== what ? ofJob[1] : ofLabel;
	if (job.status === 'failed') {
		return {
			id,
			type: 'failed',
			title: labels.toastFailed(what),
			detail: join(rest, job.error?.message, href !== null && labels.seeJob),
			href,
			jobKey: job.key,
		};
	}
	const tookMs = toElapsedMs(job, job.finishedAt ?? 0);
	return {
		id,
		type: 'completed',
		title: labels.toastDone(what),
		detail: join(rest, tookMs !== null && labels.took(tookMs), href !== null && labels.openResult),
		href,
		jobKey: job.key,
	};
}
