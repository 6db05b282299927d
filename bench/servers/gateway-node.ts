import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Engine, openEngine } from 'jobtray/bullmq';
import { createGateway, type Gateway } from 'jobtray/server';
import { answerParent } from '../measure/child.ts';
import { measureCpuMs, measureMemory } from '../measure/usage.ts';

let engine: Engine | undefined;
let gateway: Gateway | undefined;
let server: Server | undefined;

const answers = {
	/** Serves from here on; the port. Who asks with `?viewer=` is that person. */
	async open({ url, queues, shares }: { url: string; queues: string[]; shares: boolean }): Promise<number> {
		engine = await openEngine(url);
		gateway = createGateway({
			source: engine.source({ queues }),
			...(shares ? { sharing: await engine.sharing() } : {}),
			authenticate({ url: asked }) {
				const id = new URL(asked).searchParams.get('viewer') ?? '';
				return { id, name: id };
			},
		});
		server = createServer();
		gateway.attach(server);
		await gateway.ready;
		await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
		return (server.address() as AddressInfo).port;
	},
	figures: () => ({ cpuMs: measureCpuMs(), rssMb: measureMemory().rss / 1e6 }),
	async close(): Promise<void> {
		await gateway?.close();
		server?.closeAllConnections();
		await engine?.close();
	},
};

/** What the process answers. */
export type GatewayNode = typeof answers;

answerParent(answers);
