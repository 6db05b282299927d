import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the traces of real work are kept; the tests of the estimates replay them as well. */
const tracesFolder = fileURLToPath(new URL('../../packages/jobtray/src/estimate/traces/', import.meta.url));

/** More samples than this are thinned: a trace stays small, and the shape stays. */
const mostSamples = 240;

/** What is recorded. */
export interface Recording {
	name: string;
	/** What was run, as a sentence. */
	ran: string;
	/** What makes it worth replaying, in a word or three. */
	shape: string;
	/** Recorded after the estimates had been tuned, and never tuned for. */
	heldOut: boolean;
}

/** A run of real work as it was seen. Times are milliseconds since its start. */
export interface Trace extends Recording {
	endedMs: number;
	/** When progress was told. */
	at: number[];
	/** What was told, 0..1. */
	progress: number[];
	/** From when to when it was paused. */
	pauses?: [from: number, to: number][];
	/** How long earlier runs of the same kind and size took, where its kind is known. */
	earlierMs?: number[];
}

/** Rounds and thins what was seen. */
export function toTrace(
	recording: Recording,
	{ endedMs, samples }: { endedMs: number; samples: readonly [at: number, progress: number][] },
): Trace {
	const every = Math.ceil(samples.length / mostSamples);
	const kept = samples.filter((_, index) => index % every === 0);
	return {
		...recording,
		endedMs: Math.round(endedMs),
		at: kept.map(([at]) => Math.round(at)),
		progress: kept.map(([, progress]) => Math.round(progress * 10_000) / 10_000),
	};
}

/** Writes a trace where it is replayed from. */
export function writeTrace(trace: Trace): void {
	writeFileSync(`${tracesFolder}${trace.name}.json`, `${JSON.stringify(trace)}\n`);
	console.log(`${trace.name}: ${trace.at.length} samples, ${(trace.endedMs / 1_000).toFixed(1)} s`);
}

/** All traces, by name. */
export function readTraces(): Trace[] {
	return readdirSync(tracesFolder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file): Trace => JSON.parse(readFileSync(`${tracesFolder}${file}`, 'utf8')));
}
