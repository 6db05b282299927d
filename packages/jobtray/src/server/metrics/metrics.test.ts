import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { subprotocol } from '../../protocol/index.ts';
import { createFakeEngine } from '../../testing/fake-engine.ts';
import { systemClock } from '../clock.ts';
import { createGateway, type GatewayOptions } from '../gateway.ts';
import type { Measured } from './measured.ts';
import { meterSource } from './meter-source.ts';

const owner = { id: 'ann', name: 'Ann' };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

async function run(metrics: GatewayOptions['metrics']) {
	const engine = createFakeEngine({ clock: systemClock });
	const gateway = createGateway({
		source: engine.openSource(),
		authenticate: ({ headers }) => (headers.get('cookie') === 'ann' ? owner : null),
		metrics,
		sweepMs: 50,
		log: () => {},
	});
	closers.push(() => gateway.close());
	const server: Server = createServer();
	gateway.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(async () => {
		server.closeAllConnections();
		server.close();
	});
	await gateway.ready;
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { engine, origin, scrape: (headers = {}) => fetch(`${origin}/jobtray/metrics`, { headers }) };
}

/** Reads what Prometheus reads: `name{labels} value`. */
function parse(text: string): Map<string, number> {
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(
		lines.map((line) => {
			const [, series = '', value = ''] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
			if (series === '') throw new Error(`This is no line of Prometheus' format: ${line}`);
			return [series, Number(value)];
		}),
	);
}

test('[OB1] [RT12] without the option there are no figures, and with it they are for those who are allowed', async () => {
	const without = await run(undefined);
	expect((await without.scrape()).status).toBe(404);
	const guarded = await run({ authorise: ({ headers }) => headers.get('authorization') === 'Bearer scraper' });
	expect((await guarded.scrape()).status).toBe(401);
	expect((await guarded.scrape({ cookie: 'ann' })).status).toBe(401);
	const answer = await guarded.scrape({ authorization: 'Bearer scraper' });
	expect([answer.status, answer.headers.get('content-type')]).toEqual([
		200,
		'text/plain; version=0.0.4; charset=utf-8',
	]);
	expect(['cache-control', 'x-content-type-options'].map((name) => answer.headers.get(name))).toEqual([
		'no-store',
		'nosniff',
	]);
});

test('[OB2] a session, an end and a refusal are counted, without a name in any figure', async () => {
	const { engine, origin, scrape } = await run({ authorise: () => true });
	const figures = async () => parse(await (await scrape()).text());
	const ws = new WebSocket(`${origin.replace('http', 'ws')}/jobtray/socket`, [subprotocol], {
		headers: { origin, cookie: 'ann' },
	});
	const frames: string[] = [];
	ws.on('message', (data) => frames.push(String(data)));
	await new Promise((resolve) => ws.on('open', resolve));
	ws.send('{"type":"watch","scope":"mine"}');
	await expect.poll(() => frames.some((frame) => frame.includes('"snapshot"'))).toBe(true);
	const key = await engine.add({ owner, name: 'Marker' });
	await engine.start();
	await engine.complete(key);
	await expect.poll(() => frames.join().includes('completed')).toBe(true);
	await fetch(`${origin}/jobtray/jobs`);
	engine.mute(true);
	await engine.add({ owner });
	await expect.poll(async () => (await figures()).get('jobtray_sweep_corrections_total')).toBe(1);

	const now = await figures();
	const least = {
		jobtray_connections: 1,
		jobtray_connections_total: 1,
		jobtray_board_jobs: 2,
		jobtray_engine_reachable: 1,
		jobtray_frames_received_total: 1,
		jobtray_frames_sent_total: 3,
		jobtray_ends_told_total: 1,
		jobtray_flush_delay_seconds_count: 1,
		'jobtray_flush_dirty_keys_bucket{le="1"}': 1,
		'jobtray_refusals_total{by="request",code="unauthenticated"}': 1,
		'jobtray_engine_events_total{type="ended"}': 1,
		jobtray_engine_event_lag_seconds_count: 1,
		'jobtray_engine_answer_seconds_count{question="list"}': 1,
	};
	for (const [series, value] of Object.entries(least)) expect(now.get(series), series).toBeGreaterThanOrEqual(value);
	expect(now.get('jobtray_sent_bytes_total')).toBe(
		frames.reduce((bytes, frame) => bytes + Buffer.byteLength(frame), 0),
	);
	expect(Date.now() / 1_000 - (now.get('jobtray_swept_timestamp_seconds') ?? 0)).toBeLessThan(30);
	expect([...now.keys()].join()).not.toMatch(/Marker|Ann|ann|work:/);

	ws.close(4123);
	await expect.poll(async () => (await figures()).get('jobtray_disconnections_total{reason="other"}')).toBe(1);
	expect((await figures()).get('jobtray_connections')).toBe(0);
});

test('[OB2] what no event told of and a sweep found is a correction, what a command asked to see is none', async () => {
	const engine = createFakeEngine({ clock: systemClock });
	const measured: Measured[] = [];
	const source = meterSource(engine.openSource(), { clock: systemClock, meter: (each) => measured.push(each) });
	const corrected = () => measured.flatMap((each) => (each.type === 'corrected' ? each.jobs : []));
	await source.start(() => {});
	const first = await engine.add({ owner });
	await source.list({ finishedSince: 0 });
	await source.read([first]);
	engine.mute(true);
	const second = await engine.add({ owner });
	await source.command({ key: first }, 'cancel');
	await source.read([first]);
	expect(corrected()).toEqual([]);
	await source.read([second]);
	expect(corrected()).toEqual([1]);
	engine.breakDown(true);
	await expect(source.read([second])).rejects.toThrow();
	expect(measured.at(-1)).toMatchObject({ type: 'answered', question: 'read', failed: true });
	await source.close();
});
