import { describe, expect, it } from 'vitest';
import type { Notice } from '../attention/index.ts';
import { createNoticeQueue } from './notice-queue.ts';

const notice: Notice = { type: 'summary', completed: 1, failed: 0 };

describe('the notice queue', () => {
	it('[TO2] keeps notices until the toasts have loaded', () => {
		const queue = createNoticeQueue();
		queue.push(notice);
		expect(queue.waiting.get()).toBe(true);
		const shown: Notice[] = [];
		queue.take((each) => shown.push(each));
		expect([shown, queue.waiting.get()]).toEqual([[notice], false]);
	});

	it('[TO1] hands a notice to one of two trays, and to the other once the first is gone', () => {
		const queue = createNoticeQueue();
		const shown: string[] = [];
		const leave = queue.take(() => shown.push('first'));
		queue.take(() => shown.push('second'));
		queue.push(notice);
		leave();
		queue.push(notice);
		expect(shown).toEqual(['first', 'second']);
	});
});
