import {
	findProgram,
	type ProgramName,
	startPostgres,
	startRedis,
	startRedisCluster,
	type TestServer,
} from 'test-servers';

/** A kind of store to test on. */
export interface EngineUnderTest {
	name: string;
	/** The programs it needs are not on this machine. */
	isMissing: boolean;
	/** Starts one with nothing in it. */
	start(): Promise<StoreUnderTest>;
}

/** A store of one test file's own. */
export interface StoreUnderTest {
	url: string;
	/** What BullMQ's keys begin with. */
	queuePrefix: string;
	/** Where it lives; none for one in this process. */
	servers: readonly TestServer[];
	stop(): Promise<void>;
}

const queuePrefix = 'bull';

/** Every kind of store there is. */
export const enginesUnderTest: readonly EngineUnderTest[] = [
	{
		name: 'PGlite',
		isMissing: false,
		start: async () => ({ url: 'pglite:memory', queuePrefix, servers: [], stop: async () => undefined }),
	},
	onServer('Redis', { needs: ['redis-server'], start: () => startRedis() }),
	{
		name: 'a Redis Cluster',
		isMissing: isMissing('redis-server'),
		async start() {
			const { nodes, stop } = await startRedisCluster();
			return { url: nodes.map(({ url }) => url).join(','), queuePrefix: '{bull}', servers: nodes, stop };
		},
	},
	onServer('Postgres', { needs: ['postgres', 'initdb'], start: () => startPostgres() }),
];

/** Whether one of the programs is not on this machine: what needs it is skipped. */
export function isMissing(...programs: ProgramName[]): boolean {
	return programs.some((program) => findProgram(program) === null);
}

function onServer(
	name: string,
	{ needs, start }: { needs: ProgramName[]; start(): Promise<TestServer> },
): EngineUnderTest {
	return {
		name,
		isMissing: isMissing(...needs),
		async start() {
			const server = await start();
			return { url: server.url, queuePrefix, servers: [server], stop: server.stop };
		},
	};
}
