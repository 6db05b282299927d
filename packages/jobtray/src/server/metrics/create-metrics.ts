import type { Meter } from './measured.ts';
import type { Facts, Metrics, MetricsOptions } from './metrics.ts';

/** Creates them. Prometheus is loaded beside it, so that a gateway without figures never does; what is measured meanwhile counts. */
export function createMetrics(options: MetricsOptions & { facts: () => Facts }): Metrics {
	let early: Parameters<Meter>[0][] = [];
	let take: Meter = (measured) => void early.push(measured);
	const loading = import('./prometheus.ts').then(async ({ openPrometheus }) => {
		const metrics = await openPrometheus(options);
		take = metrics.meter;
		for (const measured of early) take(measured);
		return metrics;
	});
	loading
		.catch(() => {
			// Whoever asks is told; until then nothing is kept for nobody.
			take = () => {};
		})
		.finally(() => {
			early = [];
		});
	return {
		meter: (measured) => take(measured),
		answer: async (request) => (await loading).answer(request),
	};
}
