import { expect, test } from 'vitest';
import { createFakeBus } from '../../testing/fake-bus.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createFakeEngine } from '../../testing/fake-engine.ts';
import { createFakeLeases } from '../../testing/fake-leases.ts';
import { createGateway } from '../gateway.ts';
import { createSharing } from './create-sharing.ts';

test('[SH27] a source that cannot be read queue by queue is refused, and the error says what to do', () => {
	const clock = createFakeClock();
	const sharing = createSharing({ leases: createFakeLeases({ clock }), bus: createFakeBus().join(clock) });
	const source = createFakeEngine({ clock }).openSource();
	expect(() => createGateway({ source, sharing, authenticate: () => null })).toThrow(
		expect.objectContaining({ code: 'not-shareable', message: expect.stringContaining('Leave `sharing` out') }),
	);
});
