import { expect, test } from 'vitest';
import type { AuthRequest } from '../viewer.ts';
import { keepQuestion } from './keep-question.ts';

test.each([
	{ name: 'none', headers: new Headers() },
	{
		name: 'some, one of them twice and one without a value',
		headers: new Headers([
			['cookie', 'a=1; b=2'],
			['x-empty', ''],
			['accept', 'one'],
			['accept', 'two'],
			['x-name', 'J\u00f6rg'],
		]),
	},
])('the same is asked again: $name', async ({ headers }) => {
	const asked: AuthRequest[] = [];
	const question = { headers, url: 'https://app.example/jobtray/socket?a=b', method: 'GET' };
	const ask = keepQuestion(question, (request) => {
		asked.push(request);
		return { id: 'ann', name: 'Ann' };
	});
	expect([await ask(), await ask()]).toEqual([
		{ id: 'ann', name: 'Ann' },
		{ id: 'ann', name: 'Ann' },
	]);
	for (const request of asked) {
		expect([...request.headers]).toEqual([...headers]);
		expect(request).toMatchObject({ url: question.url, method: 'GET' });
	}
});
