import { Redis } from 'ioredis';
import type { Engine } from 'jobtray/bullmq';
import type { TestProxy, TestServer } from 'test-servers';

/** An engine, its store, and the proxy between the two. */
export interface BrokenEngine {
	server: TestServer;
	proxy: TestProxy;
	engine: Engine;
}

/** Ends the clients' connections at the store, as an operator or a failover does. */
async function endConnections({ engine, server }: BrokenEngine): Promise<void> {
	if (engine.sql !== undefined) {
		const ended = engine.sql.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
		);
		await ended.catch(() => undefined);
		return;
	}
	const admin = new Redis(server.url);
	await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
	await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub', 'SKIPME', 'yes');
	admin.disconnect();
}

/** What can happen to an engine's store, or to the network to it. */
export interface EngineFault {
	name: string;
	begin(broken: BrokenEngine): Promise<void> | void;
	end(broken: BrokenEngine): Promise<void> | void;
}

/** Real servers, broken on purpose. */
export const engineFaults: readonly EngineFault[] = [
	{
		name: 'killed and started again',
		begin: ({ server }) => server.kill(),
		end: ({ server }) => server.restart(),
	},
	{ name: 'every connection ended', begin: endConnections, end: () => undefined },
	{
		name: 'standing still',
		begin: ({ server }) => server.kill('SIGSTOP'),
		end: ({ server }) => server.kill('SIGCONT'),
	},
	{
		name: 'the network to it cut, and refusing',
		begin({ proxy }) {
			proxy.cut();
			proxy.refuse('refuse');
		},
		end: ({ proxy }) => proxy.refuse('accept'),
	},
	{
		name: 'the network to it late and slow',
		begin: ({ proxy }) => proxy.set({ delayMs: 300, bytesPerSecond: 200_000 }),
		end: ({ proxy }) => proxy.set({}),
	},
	{
		// Nothing ends it: who waits on such a connection for ever stays blind for ever.
		name: '[EN74] its open connections gone silent for good, and nobody told',
		begin: ({ proxy }) => proxy.silence(),
		end: () => undefined,
	},
];
