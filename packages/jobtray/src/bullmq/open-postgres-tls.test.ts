import { join } from 'node:path';
import { startPostgres, type TestServer } from 'test-servers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isMissing } from '../../tests/engines-under-test.ts';
import { expectToWork } from '../../tests/expect-to-work.ts';
import { openEngine } from './open-engine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const encrypted = `
	select bool_and(ssl) as "isEncrypted" from pg_stat_ssl join pg_stat_activity using (pid)
	where backend_type = 'client backend'`;

describe.skipIf(isMissing('postgres', 'initdb', 'openssl'))('[EN77] on a Postgres that lets in TLS only', () => {
	let server: TestServer;

	beforeAll(async () => {
		server = await startPostgres({ tls: true });
	});

	afterAll(() => server.stop());

	test.each(['require', 'verify-full'])(
		'every connection speaks it with sslmode=%s and the authority',
		async (mode) => {
			const authority = join(server.folder, 'tls.crt');
			const engine = await openEngine(`${server.url}?sslmode=${mode}&sslrootcert=${authority}`);
			await expectToWork(engine, `render-${mode}`);
			expect(await engine.sql?.query(encrypted)).toEqual([{ isEncrypted: true }]);
			await engine.close();
		},
	);

	test.each([
		['', /no encryption|pg_hba/],
		['?sslmode=require', /certificate/],
		['?sslmode=verify-full', /certificate/],
	])('%j is refused: there is nothing to trust the server by', async (query, reason) => {
		const refused = await openEngine(`${server.url}${query}`).catch((error) => error);
		expect(refused).toMatchObject({ code: 'unreachable', cause: { message: expect.stringMatching(reason) } });
	});
});
