import type { Sharing } from '../../server/served-board.ts';
import { createSharing, type SharingPorts } from '../../server/sharing/create-sharing.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../engine-error.ts';
import { createRedisLeases, type ScriptRunner } from './redis-leases.ts';
import { busNamespace, createRelayBus } from './relay-bus.ts';
import { createSqlLeases } from './sql-leases.ts';

/** What of an engine is used. */
export type SharedEngine = Pick<Engine, 'sql' | 'bullmq' | 'own' | 'onError'>;

/** Opens what gateways share over on an engine; closed with it. */
export async function openSharing(engine: SharedEngine): Promise<Sharing> {
	return createSharing(await openPorts(engine));
}

/** Opens leases and a bus on an engine. */
export async function openPorts({ sql, bullmq, own, onError }: SharedEngine): Promise<SharingPorts> {
	const { connection, prefix = 'bull' } = bullmq.options;
	const leases = sql === undefined ? createRedisLeases(toRunner(connection), { prefix }) : await createSqlLeases(sql);
	const relay = bullmq.openRelay(busNamespace);
	relay.on('error', onError);
	const bus = createRelayBus(relay, onError);
	own(bus);
	return { leases, bus };
}

function toRunner(connection: object): ScriptRunner {
	if (isRunner(connection)) return connection;
	throw new EngineError(
		'unreachable',
		'This engine has neither SQL nor a client for Redis, so gateways cannot share it.',
	);
}

function isRunner(connection: object): connection is ScriptRunner {
	return 'eval' in connection && typeof connection.eval === 'function';
}
