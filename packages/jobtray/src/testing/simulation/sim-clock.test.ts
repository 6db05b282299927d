import { expect, test } from 'vitest';
import { createPulse } from './pulse.ts';
import { createSimClock } from './sim-clock.ts';

function openClock() {
	const ran: string[] = [];
	const clock = createSimClock({ start: 0, pulse: createPulse(), pump: () => false });
	const note = (name: string) => () => void ran.push(`${name} at ${clock.now()}`);
	return { clock, ran, note };
}

test('timers run when they are due, those of one moment in the order in which they were set', async () => {
	const { clock, ran, note } = openClock();
	const scope = clock.openScope();
	for (const [name, ms] of Object.entries({ c: 30, a: 10, d: 30, b: 20, e: 400 })) scope.setTimer(ms, note(name));
	const cancel = scope.setTimer(15, note('none'));
	cancel();
	cancel();
	await clock.advance(100);
	expect(ran).toEqual(['a at 10', 'b at 20', 'c at 30', 'd at 30']);
	expect([clock.now(), scope.pending()]).toEqual([100, 1]);
});

test('what was promised by a timer comes true before the next', async () => {
	const { clock, ran, note } = openClock();
	const scope = clock.openScope();
	scope.setTimer(10, () => void Promise.resolve().then(note('promised')));
	scope.setTimer(20, note('next'));
	await clock.advance(20);
	expect(ran).toEqual(['promised at 10', 'next at 20']);
});

test('a frozen page’s timers wait until it thaws, and a page that is gone has none', async () => {
	const { clock, ran, note } = openClock();
	const [page, gone] = [clock.openScope(), clock.openScope()];
	page.setTimer(10, note('page'));
	gone.setTimer(10, note('gone'));
	page.freeze();
	gone.kill();
	gone.setTimer(10, note('gone'));
	await clock.advance(50);
	expect(ran).toEqual([]);
	page.thaw();
	await clock.advance(1);
	expect(ran).toEqual(['page at 50']);
	expect(gone.pending()).toBe(0);
});

test('a hidden page’s timers run at whole seconds, and a clock that is set moves no timer', async () => {
	const { clock, ran, note } = openClock();
	const page = clock.openScope();
	page.throttle(1_000);
	page.jump(-500);
	expect(page.now()).toBe(-500);
	page.setTimer(10, note('throttled'));
	await clock.advance(2_000);
	expect(ran).toEqual(['throttled at 1000']);
});
