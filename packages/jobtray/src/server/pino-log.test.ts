import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createFakeEngine } from '../testing/fake-engine.ts';
import { connectClient } from '../testing/gateway-rig.ts';
import { createShiftedClock } from '../testing/shifted-clock.ts';
import { assembleGateway } from './gateway.ts';
import { pinoLog } from './pino-log.ts';

const marks = [
	'Mallory',
	'mallory-id',
	'mallory@example.com',
	'secret-name',
	'secret-step',
	'work:',
	'login-77',
	'cookie-88',
];

test('[OB3] no line of the log names a person, a job, a login or a cookie, whatever goes wrong', async () => {
	const lines: string[] = [];
	const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
	const clock = createShiftedClock();
	const engine = createFakeEngine({ clock });
	const viewer = { id: 'mallory-id', name: 'Mallory', loginId: 'login-77', seesAll: true, controlsAll: true };
	let isBroken = false;
	const { gateway, sessions } = assembleGateway({
		source: engine.openSource(),
		clock,
		log: pinoLog(logger),
		sweepMs: 20,
		authenticate: () => {
			if (isBroken) throw new TypeError('the store of logins is away');
			return viewer;
		},
	});
	await gateway.ready;
	const owner = { id: 'mallory-id', name: 'mallory@example.com' };
	const key = await engine.add({ owner, name: 'secret-name' });
	engine.put({ key: 'work:odd', owner, name: 'secret-name', step: 'secret-step', status: 'running' });
	const client = connectClient(sessions, viewer);
	client.send({ type: 'watch', scope: 'mine' });
	client.session.receive('{"secret-name"');
	const send = (method: string, path: string) =>
		gateway.fetch(
			new Request(`http://localhost/jobtray/jobs${path}`, {
				method,
				headers: { cookie: 'cookie-88', 'x-jobtray': '1', authorization: 'Bearer cookie-88' },
			}),
		);
	await expect.poll(async () => (await send('GET', `/${encodeURIComponent(key)}`)).status).toBe(200);
	engine.breakDown(true);
	expect((await send('PUT', `/${encodeURIComponent(key)}/cancel`)).status).toBe(503);
	await expect.poll(() => lines.some((line) => line.includes('engine-unreachable'))).toBe(true);
	isBroken = true;
	expect((await send('GET', `/${encodeURIComponent(key)}`)).status).toBe(503);
	gateway.closeViewer({ viewerId: 'mallory-id' });
	await gateway.close();

	const events = lines.map((line) => JSON.parse(line).event);
	expect(new Set(events)).toEqual(
		new Set(['board-loaded', 'command-failed', 'engine-unreachable', 'login-check-failed']),
	);
	expect(marks.filter((mark) => lines.join().includes(mark))).toEqual([]);
});

test('[OB3] of a cause only name, code, message and stack are written, not what a client put on it', () => {
	const lines: string[] = [];
	const log = pinoLog(pino({}, { write: (line: string) => void lines.push(line) }));
	const error = Object.assign(new RangeError('refused'), {
		code: 'WRONGPASS',
		command: { args: ['hush'] },
		cause: 'hush',
	});
	log({ level: 'warn', event: 'command-failed', message: 'The engine did not take a cancel.', error });
	log({ level: 'warn', event: 'command-failed', message: 'The engine did not take a cancel.', error: 'hush' });
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({
		level: 40,
		event: 'command-failed',
		msg: 'The engine did not take a cancel.',
		err: { type: 'RangeError', code: 'WRONGPASS', message: 'refused', stack: expect.stringContaining('RangeError') },
	});
	expect(lines.join()).not.toContain('hush');
});
