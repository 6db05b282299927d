import { describe, expect, it } from 'vitest';
import { createAnswer } from '../testing/create-answer.ts';
import { createResource } from './create-resource.ts';
import { ProblemError } from './problem-error.ts';

describe('createResource', () => {
	it('shares a read that is under way', async () => {
		let reads = 0;
		const resource = createResource(async () => ++reads);
		await Promise.all([resource.load(), resource.load()]);
		expect(resource.state.get()).toEqual({ status: 'ready', value: 1 });
	});

	it('keeps what it has where a later read fails', async () => {
		const answers = [Promise.resolve('first')];
		const failure = () => Promise.reject(new ProblemError({ code: 'unreachable', message: 'No answer.' }));
		const resource = createResource<string>(() => answers.shift() ?? failure());
		await resource.load();
		await resource.load();
		expect(resource.state.get()).toEqual({ status: 'ready', value: 'first' });
	});

	it('says why a first read failed', async () => {
		const problem = new ProblemError({ code: 'not-found', message: 'There is no such segment.' });
		const resource = createResource(() => Promise.reject(problem));
		await resource.load();
		expect(resource.state.get()).toEqual({ status: 'failed', problem });
	});

	it('keeps the answer to a change over that of a read which began before it', async () => {
		const read = createAnswer<string>();
		const resource = createResource(() => read.promise);
		const loading = resource.load();
		resource.put('changed');
		read.resolve('before');
		await loading;
		expect(resource.state.get()).toEqual({ status: 'ready', value: 'changed' });
	});
});
