import type { Notice } from '../attention/index.ts';
import { createCell } from '../client/cell.ts';
import type { Readable } from '../client/index.ts';

/** Notices on their way to the one part that shows them, which may still be loading. */
export interface NoticeQueue {
	push(notice: Notice): void;
	/** Whether notices wait and nobody takes them. */
	waiting: Readable<boolean>;
	/** Takes what waits, then each as it comes. Where several take, the first one does. Returns what ends it. */
	take(show: (notice: Notice) => void): () => void;
}

/** Creates an empty queue. */
export function createNoticeQueue(): NoticeQueue {
	const waiting = createCell(false);
	const takers: { show(notice: Notice): void }[] = [];
	let notices: Notice[] = [];

	function hand(): void {
		const [taker] = takers;
		if (taker !== undefined) {
			const handed = notices;
			notices = [];
			for (const notice of handed) taker.show(notice);
		}
		waiting.set(notices.length > 0);
	}

	return {
		waiting,
		push(notice) {
			notices.push(notice);
			hand();
		},
		take(show) {
			const taker = { show };
			takers.push(taker);
			hand();
			return () => {
				const at = takers.indexOf(taker);
				if (at >= 0) takers.splice(at, 1);
			};
		},
	};
}
