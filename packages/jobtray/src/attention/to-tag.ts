import type { Notice } from './notice.ts';

/** By what a desktop tells a notification from others: one with the same tag replaces it. */
export function toTag(notice: Notice): string {
	switch (notice.type) {
		case 'ended':
			return notice.end.id;
		case 'burst':
			return `${notice.ends[0]?.id ?? ''}+${notice.ends.length}`;
		case 'summary':
			return 'jobtray:summary';
		case 'test':
			return 'jobtray:test';
	}
}
