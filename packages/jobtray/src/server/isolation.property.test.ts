import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Action, actions, bulkActions, type Scope } from '../protocol/index.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeEngine } from '../testing/fake-engine.ts';
import { runClock } from '../testing/run-clock.ts';
import { assembleGateway } from './gateway.ts';
import type { Viewer } from './viewer.ts';

const people = ['ann', 'bob', 'cat'];

/** Who somebody is, what they may, and what they do. */
const stepArbitrary = fc.record({
	who: fc.nat({ max: 2 }),
	does: fc.constantFrom('add', 'start', 'fail', 'watch', 'unwatch', 'list', 'get', 'command', 'bulk', 'wait'),
	job: fc.nat({ max: 30 }),
	scope: fc.constantFrom<Scope>('mine', 'all'),
	action: fc.constantFrom<Action>(...actions),
	bulk: fc.constantFrom(...bulkActions),
	cursor: fc.option(fc.constantFrom('x.1', 'x.0', '__proto__', 'a.9007199254740991'), { nil: undefined }),
});

const rightsArbitrary = fc.array(fc.record({ seesAll: fc.boolean(), controlsAll: fc.boolean() }), {
	minLength: 3,
	maxLength: 3,
});

/** All that is written of a person's job; no other text has it. */
const mark = (person: string) => `mark-${person}-`;

test('[WR4] [RT5] no byte of a foreign job reaches who may not see it, whatever anybody does', async () => {
	let frames = 0;
	await fc.assert(
		fc.asyncProperty(
			rightsArbitrary,
			fc.constantFrom('none', 'all', 'even'),
			fc.array(stepArbitrary, { minLength: 10, maxLength: 60 }),
			async (rights, authorised, steps) => {
				const clock = createFakeClock(1_000_000);
				const engine = createFakeEngine({ clock });
				const viewers = people.map((id, index): Viewer => ({ id, name: id, ...rights[index] }));
				const { gateway, sessions } = assembleGateway({
					source: engine.openSource(),
					clock,
					random: () => 0.5,
					log: () => {},
					authenticate: ({ headers }) => viewers.find(({ id }) => id === headers.get('cookie')) ?? null,
					authorise:
						authorised === 'all' ? undefined : ({ job }) => authorised === 'even' && Number(job.key.at(-1)) % 2 === 0,
				});
				await runClock(clock, 100);
				const heard = new Map<string, string[]>(people.map((id) => [id, []]));
				const open = viewers.map((viewer) =>
					sessions.open({
						viewer,
						recheck: async () => viewer,
						socket: {
							send: (text) => heard.get(viewer.id)?.push(text),
							bufferedBytes: () => 0,
							close() {},
							terminate() {},
						},
					}),
				);
				const keys: string[] = [];
				const ask = async (who: string, method: string, path: string) => {
					const headers = { cookie: who, 'x-jobtray': '1', authorization: 'Bearer x' };
					const answering = gateway.fetch(new Request(`http://localhost/jobtray/jobs${path}`, { method, headers }));
					await runClock(clock, 20);
					const answer = await answering;
					heard.get(who)?.push(`${await answer.text()}${JSON.stringify([...answer.headers])}`);
				};
				for (const { who: index, does, job, scope, action, bulk, cursor } of steps) {
					const who = people[index] ?? '';
					const key = keys[job % Math.max(1, keys.length)] ?? 'work:none';
					const secret = mark(who);
					if (does === 'add') {
						const owner = { id: who, name: `${secret}owner` };
						keys.push(await engine.add({ owner, name: `${secret}name`, pausable: job % 2 === 0 }));
					} else if (does === 'start') {
						// None may be waiting: then nothing starts.
						await engine.start().catch(() => {});
					} else if (does === 'fail') {
						const record = engine.records().find((each) => each.key === key);
						const said = mark(record?.owner?.id ?? '');
						const texts = { error: { message: `${said}error` }, step: `${said}step`, group: { id: `${said}group` } };
						if (record !== undefined) engine.put({ ...record, ...texts, status: 'failed', finishedAt: clock.now() });
					} else if (does === 'watch') open[index]?.receive(JSON.stringify({ type: 'watch', scope, cursor }));
					else if (does === 'unwatch') open[index]?.receive(JSON.stringify({ type: 'unwatch', scope }));
					else if (does === 'list') await ask(who, 'GET', `?scope=${scope}`);
					else if (does === 'get') await ask(who, 'GET', `/${encodeURIComponent(key)}`);
					else if (does === 'command') await ask(who, 'PUT', `/${encodeURIComponent(key)}/${action}`);
					else if (does === 'bulk') await ask(who, 'PUT', `/${bulk}`);
					await runClock(clock, does === 'wait' ? 5_500 : 120);
				}
				for (const session of open) session.closed();
				await gateway.close();
				for (const viewer of viewers) {
					const bytes = heard.get(viewer.id)?.join('\n') ?? '';
					frames += heard.get(viewer.id)?.length ?? 0;
					if (viewer.seesAll === true) continue;
					for (const other of people) if (other !== viewer.id) expect(bytes).not.toContain(mark(other));
				}
			},
		),
		{ numRuns: 150, seed: 2026 },
	);
	// Silence would prove nothing.
	expect(frames).toBeGreaterThan(1_000);
}, 60_000);
