import { expect, test } from 'vitest';
import { closeCodes } from '../../protocol/index.ts';
import { createGatewayRig, type GatewayRig, type RigClient } from '../gateway-rig.ts';
import { stays } from './machine.ts';
import { type SessionMachineEvent, type SessionMachineState, sessionMachine } from './session-machine.ts';

const owner = { id: 'ann', name: 'Ann' };

/** One session on a gateway, and what has become of it. */
interface Stage {
	rig: GatewayRig;
	client: RigClient;
	isDropped: boolean;
}

async function setStage(state: SessionMachineState): Promise<Stage> {
	const rig = createGatewayRig();
	const isLoaded = state !== 'loading';
	if (isLoaded) await rig.run(50);
	const client = rig.connect(owner);
	if (state === 'loading' || state === 'watching') client.send({ type: 'watch', scope: 'mine' });
	if (state === 'idle' || state === 'over') client.send({ type: 'pong' });
	if (state === 'over') client.session.close(4400, 'over');
	if (isLoaded) await rig.run(0);
	return { rig, client, isDropped: false };
}

const events: Record<SessionMachineEvent, (stage: Stage) => unknown> = {
	watch: ({ client }) => client.send({ type: 'watch', scope: 'mine' }),
	'watch what is not allowed': ({ client }) => client.send({ type: 'watch', scope: 'all' }),
	unwatch: ({ client }) => client.send({ type: 'unwatch', scope: 'mine' }),
	visibility: ({ client }) => client.send({ type: 'visibility', hidden: true }),
	probe: ({ client }) => client.send({ type: 'probe' }),
	pong: ({ client }) => client.send({ type: 'pong' }),
	'a type unknown': ({ client }) => client.session.receive('{"type":"news"}'),
	nonsense: ({ client }) => client.session.receive('{"type":"watch"}'),
	bytes: ({ client }) => client.session.receive(new Uint8Array([1])),
	async 'a job changes'({ rig }) {
		await rig.engine.add({ owner });
		if (rig.board.isLoaded()) await rig.run(300);
	},
	'ten seconds pass': ({ rig }) => (rig.board.isLoaded() ? rig.run(10_100, 500) : undefined),
	'the login ends': ({ rig }) => rig.sessions.closeWhere(() => true, closeCodes.unauthenticated, 'logged out'),
	'the socket closes'(stage) {
		stage.isDropped = true;
		stage.client.drop();
	},
};

/** Finds out in which state a session is, by what it does next. */
async function look(stage: Stage): Promise<SessionMachineState> {
	const { rig, client } = stage;
	if (stage.isDropped || client.closeCode() !== null) return 'over';
	const wasLoaded = rig.board.isLoaded();
	const before = client.received.length;
	await rig.engine.add({ owner });
	await rig.run(300);
	const told = client.received.slice(before).map(({ type }) => type);
	if (told.includes('snapshot')) return wasLoaded ? 'watching' : 'loading';
	if (told.includes('changes')) return 'watching';
	await rig.run(10_100, 500);
	return client.closeCode() === 4408 ? 'silent' : 'idle';
}

for (const [state, cells] of Object.entries(sessionMachine) as [SessionMachineState, Record<string, string>][]) {
	for (const [name, run] of Object.entries(events)) {
		const expected = cells[name];
		test(`a session that is ${state}: ${name}: ${expected}`, async () => {
			const stage = await setStage(state);
			const { client, rig } = stage;
			const before = { sent: client.received.length, code: client.closeCode() };
			await run(stage);
			if (rig.board.isLoaded()) await rig.run(0);
			const sent = client.received.slice(before.sent).flatMap(({ type }) => (type === 'ping' ? [] : type));
			const code = client.closeCode();
			const did = [...sent, ...(code === before.code ? [] : [String(code)])].join(' ');
			const after = await look(stage);
			const isSame = after === state && did === '';
			expect(isSame ? stays : did === '' ? after : `${after}: ${did}`).toBe(expected);
			await rig.close();
		});
	}
}
