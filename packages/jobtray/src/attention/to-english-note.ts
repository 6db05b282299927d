import type { Note } from './note.ts';
import type { Notice } from './notice.ts';

/** Words a notice for the desktop, in English. `names` is whether jobs may be named. */
export function toEnglishNote(notice: Notice, { names }: { names: boolean }): Note {
	switch (notice.type) {
		case 'ended': {
			const { job } = notice.end;
			const failed = job.status === 'failed';
			return {
				title: `${names ? job.name : 'A job'} ${failed ? 'has failed' : 'is done'}`,
				body: names && failed ? (job.error?.message ?? '') : '',
				href: job.result?.href ?? null,
			};
		}
		case 'burst': {
			const failed = notice.ends.filter(({ job }) => job.status === 'failed').length;
			return toCounts(notice.ends.length - failed, failed);
		}
		case 'summary':
			return toCounts(notice.completed, notice.failed);
		case 'test':
			return { title: 'This is a test', body: '', href: null };
	}
}

function toCounts(completed: number, failed: number): Note {
	const counts = [completed > 0 && `${completed} done`, failed > 0 && `${failed} failed`].filter(Boolean);
	return { title: `Jobs: ${counts.join(', ')}`, body: '', href: null };
}
