import { closeCodes } from '../../protocol/index.ts';
import { toRefusal } from '../rest/answers.ts';
import type { Measured } from './measured.ts';
import type { Facts, Metrics, MetricsOptions } from './metrics.ts';

// A frame waits 100 ms by design, 500 ms after some that went ahead, 2 s for hidden pages; what is over that is trouble.
const delaySeconds = [0.005, 0.025, 0.1, 0.15, 0.25, 0.5, 1, 2, 2.5, 5];
const lagSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const answerSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const dirtyCounts = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

const ownCodes = new Map(Object.entries(closeCodes).map(([name, code]) => [code as number, name]));

/** Opens the figures in a registry of their own. Rejects where `prom-client` is not installed. */
export async function openPrometheus(options: MetricsOptions & { facts: () => Facts }): Promise<Metrics> {
	const { Registry, Counter, Gauge, Histogram, collectDefaultMetrics } = await importClient();
	const registry = new Registry();
	const registers = [registry];
	const count = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
		new Counter<L>({ name: `jobtray_${name}`, help, labelNames, registers });
	const spread = <L extends string = never>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
		new Histogram<L>({ name: `jobtray_${name}`, help, buckets, labelNames, registers });
	const gauge = (name: string, help: string) => new Gauge({ name: `jobtray_${name}`, help, registers });

	const gauges = {
		connections: gauge('connections', 'Open WebSocket connections.'),
		jobs: gauge('board_jobs', 'Jobs on the board, ended ones that are still listed included.'),
		reachable: gauge('engine_reachable', '1 while the engine answers, 0 while it does not.'),
		sweptAt: gauge(
			'swept_timestamp_seconds',
			'When the board was last proven against the engine; 0 before the first time.',
		),
		unkept: gauge(
			'queues_without_keeper',
			'Queues that no gateway keeps now; 0 where gateways do not share the reading.',
		),
	};
	const connected = count('connections_total', 'Connections that were opened.');
	const closed = count('disconnections_total', 'Connections that ended, by why.', 'reason');
	const sent = count('frames_sent_total', 'Frames that were sent to browsers.');
	const sentBytes = count('sent_bytes_total', 'Bytes of these frames.');
	const received = count('frames_received_total', 'Frames that came from browsers.');
	const receivedBytes = count('received_bytes_total', 'Bytes of these frames.');
	const refused = count('refusals_total', 'Requests and sockets that were refused, by why.', 'by', 'code');
	const delay = spread('flush_delay_seconds', 'From the first change to the frame that tells it.', delaySeconds);
	const dirty = spread('flush_dirty_keys', 'Jobs that had changed when a frame was written.', dirtyCounts);
	const ends = count('ends_told_total', 'Ends of runs that were told live, each once for every connection.');
	const hints = count('engine_events_total', 'Events of the engine, by type.', 'type');
	const lag = spread('engine_event_lag_seconds', 'From what happened in the engine to our hearing of it.', lagSeconds);
	const answers = spread('engine_answer_seconds', 'How long the engine took to answer.', answerSeconds, 'question');
	const failures = count('engine_failures_total', 'Questions to the engine that failed.', 'question');
	const corrections = count(
		'sweep_corrections_total',
		'Jobs that a sweep found changed though no event had told of it.',
	);
	const ignored = count('ignored_total', 'What came from the engine and could not be used.', 'what');
	// From nothing to one is no rise for Prometheus; from nought to one is.
	for (const what of ['records', 'ends', 'progress']) ignored.inc({ what }, 0);
	if (options.process === true) collectDefaultMetrics({ register: registry });

	function lookUp(): void {
		const { connections, jobs, health } = options.facts();
		gauges.connections.set(connections);
		gauges.jobs.set(jobs);
		gauges.reachable.set(health.reachable ? 1 : 0);
		gauges.sweptAt.set((health.sweptAt ?? 0) / 1_000);
		gauges.unkept.set(health.queues?.nobody ?? 0);
	}

	function meter(measured: Measured): void {
		switch (measured.type) {
			case 'connected':
				connected.inc();
				break;
			case 'disconnected':
				closed.inc({ reason: ownCodes.get(measured.code) ?? 'other' });
				break;
			case 'sent':
				sent.inc();
				sentBytes.inc(measured.bytes);
				break;
			case 'received':
				received.inc();
				receivedBytes.inc(measured.bytes);
				break;
			case 'flushed':
				delay.observe(measured.delayMs / 1_000);
				dirty.observe(measured.dirtyKeys);
				ends.inc(measured.ends);
				break;
			case 'refused':
				refused.inc({ by: measured.by, code: measured.code });
				break;
			case 'hinted':
				hints.inc({ type: measured.hint });
				if (measured.lagMs !== undefined) lag.observe(measured.lagMs / 1_000);
				break;
			case 'answered':
				answers.observe({ question: measured.question }, measured.tookMs / 1_000);
				if (measured.failed) failures.inc({ question: measured.question });
				break;
			case 'corrected':
				corrections.inc(measured.jobs);
				break;
			case 'ignored':
				ignored.inc({ what: measured.what });
		}
	}

	return {
		meter,
		async answer(request) {
			const { headers, url, method } = request;
			if (!(await options.authorise({ headers, url, method }))) {
				const { status, body } = toRefusal(
					'unauthenticated',
					'Who asks for figures has to be allowed to by `metrics.authorise`.',
				);
				return Response.json(body, { status });
			}
			lookUp();
			return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
		},
	};
}

async function importClient(): Promise<typeof import('prom-client')> {
	try {
		const module = await import('prom-client');
		// What a CommonJS package exports is not always found by name.
		return 'Registry' in module ? module : (module as { default: typeof import('prom-client') }).default;
	} catch (cause) {
		throw new Error('`metrics` needs the package "prom-client", which cannot be loaded. Run: npm install prom-client', {
			cause,
		});
	}
}
