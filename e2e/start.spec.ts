import { runStudio } from './run-studio.ts';
import { expect, openStudio, test } from './studio.ts';

/** Runs a Studio that is expected to end by itself, and tells how. */
async function runToEnd(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
	const child = runStudio(env);
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	return { code, said };
}

test('says in one line that it is ready, and ends within 5 s when asked', async ({ studio }) => {
	expect(studio.lines).toEqual([
		expect.stringMatching(/^Studio is ready at http:\/\/localhost:\d+ \(engine pglite, data .+\)$/),
	]);
	expect(await studio.stop('SIGINT')).toBeLessThan(5_000);
});

test('says in one line that the port is taken, and leaves with 1', async ({ studio }, info) => {
	const { code, said } = await runToEnd({ PORT: new URL(studio.url).port, STUDIO_DATA: info.outputPath('other') });
	expect(code).toBe(1);
	expect(said).toMatch(/^Studio cannot start: .*port.*\n$/i);
});

test('says in one line what is wrong with an engine, and leaves with 1', async ({ page: _page }, info) => {
	const { code, said } = await runToEnd({
		PORT: '0',
		STUDIO_DATA: info.outputPath('data'),
		JOBTRAY_ENGINE: 'mysql://localhost',
	});
	expect(code).toBe(1);
	expect(said).toMatch(/^Studio cannot start: .*mysql.*\n$/);
});

test('answers whether it is well', async ({ studio, request }) => {
	const answer = await request.get(`${studio.url}/jobtray/healthz`);
	expect(await answer.json()).toMatchObject({ status: 'ok' });
	const api = await request.get(`${studio.url}/jobtray/openapi.json`);
	expect(await api.json()).toMatchObject({ openapi: '3.1.0' });
});

test('[OB1] shows its figures to who brings the token, and to nobody else', async ({ request }) => {
	const studio = await openStudio('PGlite', { METRICS_TOKEN: 'scraper' });
	try {
		const url = `${studio.url}/jobtray/metrics`;
		expect((await request.get(url)).status()).toBe(401);
		const text = await (await request.get(url, { headers: { authorization: 'Bearer scraper' } })).text();
		expect(text).toMatch(/^jobtray_engine_reachable 1$/m);
		expect(text).toMatch(/^jobtray_engine_answer_seconds_count\{question="list"\} [1-9]\d*$/m);
		expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
		const unread = text
			.split('\n')
			.filter((line) => !/^(#.*|[a-z_\d]+(\{.*\})? (-?[\d.e+-]+|\+?Inf|NaN))?$/i.test(line));
		expect(unread).toEqual([]);
	} finally {
		await studio.close();
	}
});
