import { decodeClientMessage, decodeServerMessage } from '../../packages/jobtray/src/protocol/index.ts';
import { limits } from '../../packages/jobtray/src/protocol/limits.ts';
import { createRandom } from '../../packages/jobtray/src/testing/simulation/random.ts';
import { mutate } from './mutate.ts';
import { recordFrames } from './record-frames.ts';

/** Longest that one frame may take to read, in milliseconds. */
const mostMs = 5;

/** A frame that took longer is read again as often as this; the machine may have been busy, or collecting garbage. */
const tries = 20;

/** Frames grow by mutation; what is longer than a snapshot part is cut. */
const mostChars = 100_000;

/** Longer frames are not mutated further, or all would be long soon. */
const mostKeptChars = 20_000;

/** Mutated frames of each side that are mutated further. */
const mostKept = 200;

/** What came of many frames. */
export interface FuzzReport {
	frames: number;
	/** What the frames turned out to be, over both decoders. */
	kinds: Record<string, number>;
	/** The slowest reading of any frame, at the best of its tries, in milliseconds. */
	slowestMs: number;
	/** How much larger the heap is at the end than after a tenth; only where garbage can be collected on request. */
	heapGrowthBytes: number | null;
	/** What must not happen, each with the frame. */
	faults: string[];
}

/** Reads so many mutated frames with the decoders of both sides. The same seed gives the same frames. */
export async function fuzzDecoders({ frames, seed }: { frames: number; seed: number }): Promise<FuzzReport> {
	const random = createRandom(seed).next;
	const recorded = await recordFrames();
	const sides = [
		{ decode: decodeServerMessage, first: recorded.fromServer, pool: [...recorded.fromServer], most: mostChars },
		{
			decode: decodeClientMessage,
			first: recorded.fromClient,
			pool: [...recorded.fromClient],
			most: limits.clientFrameBytes,
		},
	];
	const ownNames = Object.getOwnPropertyNames(Object.prototype).join();
	const report: FuzzReport = { frames, kinds: {}, slowestMs: 0, heapGrowthBytes: null, faults: [] };
	let heapBefore = 0;

	function time(decode: (text: string) => { type: string }, text: string): { type: string; tookMs: number } {
		const startedAt = performance.now();
		const { type } = decode(text);
		return { type, tookMs: performance.now() - startedAt };
	}

	function read({ decode, pool, first }: (typeof sides)[number], text: string): void {
		let { type, tookMs } = time(decode, text);
		for (let again = 1; tookMs > mostMs && again < tries; again++) tookMs = Math.min(tookMs, time(decode, text).tookMs);
		report.kinds[type] = (report.kinds[type] ?? 0) + 1;
		report.slowestMs = Math.max(report.slowestMs, tookMs);
		if (tookMs > mostMs) report.faults.push(`took ${tookMs.toFixed(1)} ms: ${toStart(text)}`);
		// What still reads is changed further; the frames as they were recorded stay.
		if (type === 'message' && text.length <= mostKeptChars && random() < 0.05)
			pool[Math.min(pool.length, first.length + Math.floor(random() * mostKept))] = text;
	}

	for (let count = 0; count < frames; count++) {
		const side = sides[count % 2];
		const from = side?.pool[Math.floor(random() * side.pool.length)];
		if (side === undefined || from === undefined) continue;
		const text = mutate(from, random).slice(0, side.most);
		try {
			read(side, text);
		} catch (error) {
			report.faults.push(`threw ${error}: ${toStart(text)}`);
		}
		if (count === Math.floor(frames / 10)) heapBefore = collect(sides) ?? 0;
	}
	const heapAfter = collect(sides);
	if (heapAfter !== null) report.heapGrowthBytes = heapAfter - heapBefore;
	if (Object.getOwnPropertyNames(Object.prototype).join() !== ownNames)
		report.faults.push('Object.prototype has changed');
	return report;
}

/** The heap without what is kept to be mutated further; `null` where garbage cannot be collected on request. */
function collect(sides: readonly { pool: string[]; first: readonly string[] }[]): number | null {
	if (globalThis.gc === undefined) return null;
	for (const { pool, first } of sides) pool.length = first.length;
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/** A copy of its own: a slice would keep the whole text in memory. */
function toStart(text: string): string {
	return Buffer.from(text.slice(0, 200)).toString();
}
