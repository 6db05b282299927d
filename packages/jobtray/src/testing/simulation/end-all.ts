import { personIds } from './people.ts';
import type { World } from './world.ts';

/** Everybody leaves, as they should, and nothing of their pages is left. */
export async function leavePages(world: World): Promise<void> {
	const tabs = [...world.tabs()];
	for (const tab of tabs) tab.unmount();
	await world.clock.advance(1_500);
	// A timer that was set while its page was hidden may still be a minute away.
	if (tabs.some((tab) => tab.scope.pending() > 0)) await world.clock.advance(60_000);
	for (const tab of tabs) {
		if (tab.scope.pending() > 0) world.fail(`${tab.name} left ${tab.scope.pending()} timers`);
		if (tab.page.listeners() > 0) world.fail(`${tab.name} left ${tab.page.listeners()} listeners on its page`);
		if (world.network.wireOf(tab) !== undefined) world.fail(`${tab.name} left a socket`);
	}
	for (const { name, storage, presences } of world.devices) {
		const pages = personIds.reduce((sum, person) => sum + presences(person).size, 0);
		if (storage.listeners() > 0) world.fail(`${name} has ${storage.listeners()} listeners left on its storage`);
		if (pages > 0) world.fail(`${name} has ${pages} pages left that are thought to be there`);
	}
}

/** Everything is closed as it should be, and nothing is left. */
export async function endAll(world: World): Promise<void> {
	world.trace('everything is closed');
	await leavePages(world);
	for (const [slot, gateway] of world.gateways.entries()) {
		world.gateways[slot] = null;
		if (gateway !== null) void world.closeGateway(gateway);
	}
	await world.clock.advance(6_000);
	if (world.engine.listeners() > 0) world.fail(`${world.engine.listeners()} sources still listen to the engine`);
}
