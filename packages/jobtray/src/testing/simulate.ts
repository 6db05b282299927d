import type { HoursOptions, HoursResult, Remains } from './simulation/run-hours.ts';
import type { ScenarioOptions, ScenarioResult } from './simulation/run-scenario.ts';

export type { HoursOptions, HoursResult, Remains, ScenarioOptions, ScenarioResult };

/**
 * Plays one random scenario with real gateways, clients and attention on a fake clock, network, engine and browser, and looks
 * after each step whether all that was promised holds. The same seed plays the same scenario, whatever the machine does.
 *
 * @example
 * const { failures } = await simulate({ seed: 42 });
 */
export async function simulate(options: ScenarioOptions): Promise<ScenarioResult> {
	const { runScenario } = await import('./simulation/run-scenario.ts');
	return runScenario(options);
}

/**
 * Plays one world for hours in which the same gateways stay up, and looks besides what is left of it all: once everybody has
 * gone, there should be `after` what there was `before`.
 *
 * @example
 * const { before, after } = await simulateHours({ seed: 42, hours: 24 });
 */
export async function simulateHours(options: HoursOptions): Promise<HoursResult> {
	const { runHours } = await import('./simulation/run-hours.ts');
	return runHours(options);
}
