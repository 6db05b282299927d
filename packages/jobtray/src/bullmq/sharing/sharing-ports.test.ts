import { setTimeout as pause } from 'node:timers/promises';
import { describe, test, vi } from 'vitest';
import { enginesUnderTest } from '../../../tests/engines-under-test.ts';
import { useEngine } from '../../../tests/use-engine.ts';
import { busFacts } from '../../testing/bus-facts.ts';
import { createFakeBus } from '../../testing/fake-bus.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createFakeLeases } from '../../testing/fake-leases.ts';
import { leaseFacts } from '../../testing/lease-facts.ts';
import { runClock } from '../../testing/run-clock.ts';
import { openPorts } from './open-sharing.ts';

// Servers on a busy machine take their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let names = 0;

describe('on fakes', () => {
	for (const { fact, check } of leaseFacts) {
		test(fact, async () => {
			const clock = createFakeClock(1_000);
			await check({ leases: createFakeLeases({ clock }), name: 'work', wait: (ms) => runClock(clock, ms) });
		});
	}
	for (const { fact, check } of busFacts) {
		test(fact, async () => {
			const clock = createFakeClock(1_000);
			const bus = createFakeBus();
			const until = async (isSo: () => boolean) => {
				for (; !isSo(); ) await runClock(clock, 1, 1);
			};
			await check({ one: bus.join(clock), two: bus.join(clock), topic: 'test', until });
		});
	}
});

describe.each(enginesUnderTest.filter(({ isMissing }) => !isMissing))('on $name', ({ start }) => {
	const used = useEngine(start);

	for (const { fact, check } of leaseFacts) {
		test(fact, async () => {
			const { leases, bus } = await openPorts(used.engine);
			await check({ leases, name: `work ${++names} {}`, wait: (ms) => pause(ms) });
			await bus.close();
		});
	}

	for (const { fact, check } of busFacts) {
		test(fact, async () => {
			const { bus: one } = await openPorts(used.engine);
			const { bus: two } = await openPorts(used.engine);
			const until = async (isSo: () => boolean) => {
				for (; !isSo(); ) await pause(5);
			};
			await check({ one, two, topic: `test${++names}`, until });
			await Promise.all([one.close(), two.close()]);
		});
	}
});
