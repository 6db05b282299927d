import { findProgram, type ProgramName, startPostgres, startRedis, type TestServer } from 'test-servers';

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
	/** `null` for one that lives in this process. */
	server: TestServer | null;
	stop(): Promise<void>;
}

/** Every kind of store there is. */
export const enginesUnderTest: readonly EngineUnderTest[] = [
	{
		name: 'PGlite',
		isMissing: false,
		start: async () => ({ url: 'pglite:memory', server: null, stop: async () => undefined }),
	},
	onServer('Redis', { needs: ['redis-server'], start: () => startRedis() }),
	onServer('Postgres', { needs: ['postgres', 'initdb'], start: () => startPostgres() }),
];

interface ServerStart {
	needs: readonly ProgramName[];
	start(): Promise<TestServer>;
}

function onServer(name: string, { needs, start }: ServerStart): EngineUnderTest {
	return {
		name,
		isMissing: needs.some((program) => findProgram(program) === null),
		async start() {
			const server = await start();
			return { url: server.url, server, stop: server.stop };
		},
	};
}
