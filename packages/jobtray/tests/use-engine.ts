import { afterAll, beforeAll } from 'vitest';
import type { Engine } from '../src/bullmq/engine.ts';
import { openEngine } from '../src/bullmq/open-engine.ts';
import type { EngineUnderTest, StoreUnderTest } from './engines-under-test.ts';

/** An engine on a store of its own. */
export interface EngineInUse {
	readonly engine: Engine;
	readonly store: StoreUnderTest;
}

/** Opens one for the tests of the block that it is called in; it is there once they run. */
export function useEngine(start: EngineUnderTest['start']): EngineInUse {
	let inUse: EngineInUse | undefined;
	const get = () => {
		if (inUse === undefined) throw new Error('The engine is there in tests and hooks only.');
		return inUse;
	};

	beforeAll(async () => {
		const store = await start();
		const engine = await openEngine(store.url, { queuePrefix: store.queuePrefix, onError: () => undefined });
		inUse = { store, engine };
	});

	afterAll(async () => {
		await inUse?.engine.close();
		await inUse?.store.stop();
	});

	return {
		get engine() {
			return get().engine;
		},
		get store() {
			return get().store;
		},
	};
}
