import { createGatewayRig } from '../../packages/jobtray/src/testing/gateway-rig.ts';

const owner = { id: 'ann', name: 'Ann' };

/** What a gateway really sends, and a client really answers, in a short life: every type of message that there is. */
export async function recordFrames(): Promise<{ fromServer: string[]; fromClient: string[] }> {
	const rig = createGatewayRig();
	await rig.run(100);
	const sent: string[] = [];
	const session = rig.sessions.open({
		viewer: { id: 'ann', name: 'Ann' },
		recheck: async () => ({ id: 'ann', name: 'Ann' }),
		socket: { send: (text) => void sent.push(text), bufferedBytes: () => 0, close() {}, terminate() {} },
	});
	const fromClient = [
		{ type: 'watch', scope: 'mine', cursor: 'life1.3' },
		{ type: 'watch', scope: 'all' },
		{ type: 'visibility', hidden: false },
		{ type: 'probe' },
		{ type: 'pong' },
	].map((message) => JSON.stringify(message));
	await rig.engine.add({ owner, name: 'First' });
	for (const message of fromClient) session.receive(message);
	await rig.run(200);
	const key = await rig.engine.add({ owner, name: 'Second', pausable: true });
	const waiting = await rig.engine.add({ owner, name: 'Third' });
	await rig.run(300);
	await rig.engine.start();
	await rig.run(300);
	await rig.engine.progress(key, { progress: 0.3, step: 'Drawing' });
	await rig.run(300);
	rig.engine.put({
		...(rig.engine.records().find((record) => record.key === key) ?? { key }),
		status: 'completed',
		finishedAt: rig.clock.now(),
		result: { href: 'https://example.com/a', thumbnail: '/a.png', label: 'A' },
	});
	await rig.engine.remove(waiting);
	rig.engine.put({
		key: 'work:failed',
		owner,
		status: 'failed',
		error: { message: 'No.' },
		group: { id: 'g', size: 2 },
	});
	await rig.run(7_000);
	session.receive('{"type":"pong"}');
	await rig.run(25_000);
	session.close(1000, 'recorded');
	await rig.close();
	return { fromServer: sent, fromClient };
}
