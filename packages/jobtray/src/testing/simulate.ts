import type { ScenarioOptions, ScenarioResult } from './simulation/run-scenario.ts';

export type { ScenarioOptions, ScenarioResult };

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
