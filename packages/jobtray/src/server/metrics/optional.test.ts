import { afterEach, expect, test, vi } from 'vitest';
import { createFakeEngine } from '../../testing/fake-engine.ts';
import { systemClock } from '../clock.ts';
import { createGateway, type GatewayOptions } from '../gateway.ts';
import type { LogEntry } from '../log.ts';

afterEach(() => {
	vi.doUnmock('prom-client');
	vi.resetModules();
});

async function scrape(metrics: GatewayOptions['metrics']) {
	const logged: LogEntry[] = [];
	const gateway = createGateway({
		source: createFakeEngine({ clock: systemClock }).openSource(),
		authenticate: () => null,
		metrics,
		log: (entry) => void logged.push(entry),
	});
	const { status } = await gateway.fetch(new Request('http://host/jobtray/metrics'));
	await gateway.close();
	return { status, errors: logged.filter(({ level }) => level === 'error') };
}

test('[OB1] without the option what makes figures is not loaded', async () => {
	let loads = 0;
	vi.doMock('prom-client', (load) => {
		loads++;
		return load();
	});
	expect([(await scrape(undefined)).status, loads]).toEqual([404, 0]);
	expect([(await scrape({ authorise: () => true })).status, loads]).toEqual([200, 1]);
});

test('[OB1] where it is not installed who asks gets 500, and the log says what to install', async () => {
	vi.doMock('prom-client', () => {
		throw new Error('There is no such package.');
	});
	const { status, errors } = await scrape({ authorise: () => true });
	expect([status, errors.map(({ event }) => event)]).toEqual([500, ['request-failed']]);
	expect(String(errors[0]?.error)).toContain('npm install prom-client');
});
