import { afterAll, beforeAll } from 'vitest';
import { describeSource } from '../testing/source-contract.ts';
import { openHarness } from './bullmq-harness.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './open-engine.ts';

let engine: Engine;

beforeAll(async () => {
	engine = await openEngine('pglite:memory', { onError: () => undefined });
}, 30_000);

afterAll(() => engine.close());

describeSource('BullMQ on PGlite', async () => openHarness(engine));
