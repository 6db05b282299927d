import { readFileSync } from 'node:fs';
import { openPrometheus } from '../packages/jobtray/src/server/metrics/prometheus.ts';
import { compareMetrics, findMetricRows, findMetricTypes } from './metric-names.ts';

// The table of metrics in docs/operating.md lists every metric that a gateway tells, with its type, and no other.
const document = 'docs/operating.md';

const facts = () => ({ connections: 0, jobs: 0, health: { reachable: true } });
const metrics = await openPrometheus({ authorise: () => true, facts });
const exposition = await (await metrics.answer(new Request('http://localhost/metrics'))).text();

const real = findMetricTypes(exposition);
const faults = compareMetrics(findMetricRows(readFileSync(document, 'utf8')), real);
if (faults.length > 0) console.log(faults.map((fault) => `${document}: ${fault}`).join('\n'));
console.log(`${real.size} metrics compared with ${document}.`);
process.exitCode = faults.length === 0 && real.size > 0 ? 0 : 1;
