import { describe, expect, it } from 'vitest';
import { ProblemError } from '../request/index.ts';
import { createAnswer } from '../testing/create-answer.ts';
import { createAutosave, pauseMs } from './create-autosave.ts';

interface Fields {
	name: string;
	notes: string;
}

/** A timer that runs when told to, and a server that answers when told to. */
function createBench() {
	const timers = new Map<number, { delayMs: number; run: () => void }>();
	let nextTimer = 0;
	const sent: Partial<Fields>[] = [];
	let answer = createAnswer<void>();
	const autosave = createAutosave<Fields>({
		send(patch) {
			sent.push(patch);
			answer = createAnswer<void>();
			return answer.promise;
		},
		setTimer(delayMs, run) {
			const timer = nextTimer++;
			timers.set(timer, { delayMs, run });
			return () => void timers.delete(timer);
		},
	});
	return {
		autosave,
		sent,
		timers,
		status: () => autosave.draft.get().saving.status,
		pause() {
			const due = [...timers.values()];
			timers.clear();
			for (const timer of due) timer.run();
		},
		async store() {
			answer.resolve();
			await answer.promise;
			await Promise.resolve();
		},
		async refuse(message: string) {
			answer.reject(new ProblemError({ code: 'not-valid', message, field: 'name' }));
			await answer.promise.catch(() => {});
			await Promise.resolve();
		},
	};
}

describe('createAutosave', () => {
	it('sends nothing while one types, and all changed fields in one request after a pause', async () => {
		const bench = createBench();
		bench.autosave.edit({ name: 'M' });
		bench.autosave.edit({ name: 'Mi', notes: 'tall' });
		expect(bench.sent).toEqual([]);
		expect([...bench.timers.values()].map((timer) => timer.delayMs)).toEqual([pauseMs]);
		bench.pause();
		expect(bench.sent).toEqual([{ name: 'Mi', notes: 'tall' }]);
		expect(bench.status()).toBe('saving');
		await bench.store();
		expect(bench.status()).toBe('saved');
		expect(bench.timers.size).toBe(0);
	});

	it('shows what was typed even after it was saved, as the server may have trimmed it', async () => {
		const bench = createBench();
		bench.autosave.edit({ name: 'Mira ' });
		bench.pause();
		await bench.store();
		expect(bench.autosave.draft.get().edits).toEqual({ name: 'Mira ' });
	});

	it('keeps to one request at a time and sends what was typed meanwhile after it', async () => {
		const bench = createBench();
		bench.autosave.edit({ name: 'Mi' });
		bench.pause();
		bench.autosave.edit({ name: 'Mira' });
		bench.pause();
		expect(bench.sent).toEqual([{ name: 'Mi' }]);
		await bench.store();
		expect(bench.sent).toEqual([{ name: 'Mi' }, { name: 'Mira' }]);
		await bench.store();
		expect(bench.status()).toBe('saved');
	});

	it('says why something was not saved and sends it again with the next edit', async () => {
		const bench = createBench();
		bench.autosave.edit({ name: '' });
		bench.pause();
		await bench.refuse('A character needs a name.');
		const { saving } = bench.autosave.draft.get();
		expect(saving.status === 'failed' && [saving.problem.message, saving.problem.field]).toEqual([
			'A character needs a name.',
			'name',
		]);
		bench.autosave.edit({ notes: 'tall' });
		bench.pause();
		expect(bench.sent.at(-1)).toEqual({ name: '', notes: 'tall' });
	});

	it('tries again by itself where something was typed while the refused request was under way', async () => {
		const bench = createBench();
		bench.autosave.edit({ name: '', notes: 'tall' });
		bench.pause();
		bench.autosave.edit({ name: 'Mira' });
		await bench.refuse('A character needs a name.');
		expect(bench.status()).toBe('waiting');
		bench.pause();
		expect(bench.sent.at(-1)).toEqual({ name: 'Mira', notes: 'tall' });
	});

	it('sends at once what waits when the form is left, and then leaves no timer', () => {
		const bench = createBench();
		bench.autosave.edit({ name: 'Mira' });
		bench.autosave.flush();
		expect(bench.sent).toEqual([{ name: 'Mira' }]);
		expect(bench.timers.size).toBe(0);
	});

	it('sends nothing when a form without edits is left', () => {
		const bench = createBench();
		bench.autosave.flush();
		expect(bench.sent).toEqual([]);
	});
});
