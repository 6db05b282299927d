import { fuzzDecoders } from './fuzz/fuzz-decoders.ts';
import { readOptions } from './read-options.ts';

/** Compiled code, caches of shapes and the pool of frames settle within this. */
const mostGrowthBytes = 4 * 1_024 * 1_024;

const usage = `npm run fuzz                                a million mutated frames, read by the decoders of both sides
npm run fuzz -- --frames 5000000 --seed 7   more of them, or others`;

const values = readOptions(
	{ frames: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
	usage,
);
const frames = Number(values.frames);
const seed = Number(values.seed);
if (!Number.isSafeInteger(frames) || frames < 1 || !Number.isSafeInteger(seed)) {
	console.error('--frames takes a number from 1 on, and --seed a whole number.');
	process.exit(2);
}

const startedAt = performance.now();
const { kinds, slowestMs, heapGrowthBytes, faults } = await fuzzDecoders({ frames, seed });
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
if (heapGrowthBytes === null) faults.push('the heap was not measured: run it with npm run fuzz');
else if (heapGrowthBytes > mostGrowthBytes) faults.push(`the heap grew by ${heapGrowthBytes} bytes`);
const told = Object.entries(kinds).map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`);
console.log(`fuzz: ${frames.toLocaleString('en')} frames of seed ${seed} in ${seconds} s: ${told.join(', ')}`);
console.log(`fuzz: slowest ${slowestMs.toFixed(2)} ms, heap ${((heapGrowthBytes ?? 0) / 1_024).toFixed(0)} KiB`);
for (const fault of faults.slice(0, 10)) console.log(`fuzz: ${fault}`);
if (faults.length > 0)
	console.log(`fuzz: ${faults.length} faults. Mend them, and keep the seed in scripts/fuzz/seeds.json.`);
process.exitCode = faults.length > 0 ? 1 : 0;
