import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { hideSecrets, toSecrets } from './hide-secrets.ts';

test.each([
	['redis://:hush@h', ['hush']],
	['redis://ada:hu%2Fsh@h:1,redis://bob:psst@g:2', ['hu%2Fsh', 'psst', 'hu/sh']],
	['postgres://ada@h/d?password=hush&x=1', ['hush']],
	['postgres://ada:p@ss:w@h/d', ['p@ss:w']],
	['redis://:100%@h', ['100%']],
	['redis://h:6379', []],
	['pglite:/a/b', []],
])('[EN61] knows what is secret in %s', (url, secrets) => {
	expect(toSecrets(url)).toEqual(secrets);
});

test('[EN61] takes secrets out of an error, wherever they are, and keeps what else it says', () => {
	const refused = Object.assign(new Error('WRONGPASS for hush'), {
		code: 'WRONGPASS',
		command: { name: 'auth', args: ['ada', 'hush'] },
	});
	const safe = hideSecrets(refused, ['hush']);
	expect(inspect(safe)).not.toContain('hush');
	expect(safe).toMatchObject({ message: 'WRONGPASS for …', code: 'WRONGPASS' });
	expect(hideSecrets('hush!', ['hush'])).toMatchObject({ message: '…!' });
	const nested = new Error('outer', { cause: refused });
	expect(inspect(hideSecrets(nested, ['hush']))).not.toContain('hush');
});

test('[EN61] hands on an error without secrets as it is', () => {
	const error = new Error('no');
	expect(hideSecrets(error, ['hush'])).toBe(error);
	expect(hideSecrets(error, [])).toBe(error);
});
