import { estimateEnd, reduceTrace, startTrace, toExpectedMs } from '../../packages/jobtray/src/estimate/index.ts';

/** What a method is told of a run besides its progress. */
export interface RunFacts {
	/** How long earlier runs of the same kind and size took; empty where the kind was never seen. */
	earlierMs: readonly number[];
}

/** A way to tell the remaining time, fed as a run goes on. Times are milliseconds since the run's start, pauses left out. */
export interface Method {
	/** Progress has moved. */
	told(at: number, progress: number): void;
	/** What it would show now, in milliseconds; `null` for nothing. */
	remainingMs(now: number): number | null;
}

/** Every method by its name; ours first. */
export const methods: Record<string, (facts: RunFacts) => Method> = {
	ours: createOurs,
	linear: createLinear,
	tqdm: createTqdm,
	uppy: createUppy,
	comfy: createComfy,
};

function createOurs({ earlierMs }: RunFacts): Method {
	const history = { perRunMs: earlierMs, perUnitMs: [] };
	let trace = startTrace({ startedAt: 0, expectedMs: toExpectedMs(history) });
	return {
		told(at, progress) {
			trace = reduceTrace(trace, { at, progress });
		},
		remainingMs(now) {
			const end = estimateEnd(trace, now);
			return end === null ? null : Math.max(0, end.etaAt - now);
		},
	};
}

/** As long again for each share as the shares before took, worked out at each look. */
function createLinear(): Method {
	let progress = 0;
	return {
		told(_, next) {
			progress = next;
		},
		remainingMs: (now) => (progress === 0 ? null : (now * (1 - progress)) / progress),
	};
}

const tqdmSmoothing = 0.3;
const tqdmLeastMs = 100;

/** tqdm's: exponential averages of steps and of their times, corrected for their start, one value a tenth of a second at most. */
function createTqdm(): Method {
	let shown = { at: 0, progress: 0 };
	let progress = 0;
	let moved = 0;
	let took = 0;
	return {
		told(at, next) {
			progress = next;
			if (at - shown.at < tqdmLeastMs) return;
			moved = tqdmSmoothing * (next - shown.progress) + (1 - tqdmSmoothing) * moved;
			took = tqdmSmoothing * (at - shown.at) + (1 - tqdmSmoothing) * took;
			shown = { at, progress: next };
		},
		// The correction for their start is the same for both averages, and falls out of their ratio.
		remainingMs: () => (moved === 0 ? null : ((1 - progress) * took) / moved),
	};
}

const uppyHalfLifeMs = 2_000;

/** Uppy's: an exponential average of speed, and one of what follows from it, each with a half-life of 2 s; in between it counts down. */
function createUppy(): Method {
	let last: { at: number; progress: number; speed: number | null; leftMs: number | null } = {
		at: 0,
		progress: 0,
		speed: null,
		leftMs: null,
	};
	return {
		told(at, progress) {
			const tookMs = at - last.at;
			if (tookMs <= 0) return;
			const keep = 2 ** (-tookMs / uppyHalfLifeMs);
			const follow = (before: number | null, value: number) =>
				before === null ? value : before * keep + value * (1 - keep);
			const speed = follow(last.speed, (progress - last.progress) / tookMs);
			const counted = last.leftMs === null ? null : Math.max(0, last.leftMs - tookMs);
			last = { at, progress, speed, leftMs: follow(counted, (1 - progress) / speed) };
		},
		remainingMs: (now) => (last.leftMs === null ? null : Math.max(0, last.leftMs - (now - last.at))),
	};
}

const comfyRuns = 20;
const comfyShare = 0.75;

/** ComfyUI's: from the mean to the third quartile of the last runs; its middle is taken. Nothing for a kind never seen. */
function createComfy({ earlierMs }: RunFacts): Method {
	const runs = earlierMs.slice(-comfyRuns).sort((a, b) => a - b);
	const mean = runs.reduce((sum, ms) => sum + ms, 0) / runs.length;
	const upper = runs[Math.ceil(comfyShare * runs.length) - 1];
	return {
		told: () => undefined,
		remainingMs: (now) => (upper === undefined ? null : Math.max(0, (mean + Math.max(mean, upper)) / 2 - now)),
	};
}
