import type { Hint, Source, SourceByQueue } from '../../server/source.ts';
import type { Pulse } from './pulse.ts';
import type { Random } from './random.ts';
import type { SimScope } from './sim-clock.ts';

/** What goes wrong between an engine and one gateway. */
export interface LineFaults {
	/** How likely a hint is lost, 0..1. */
	loses: number;
	/** How likely a hint comes twice, 0..1. */
	repeats: number;
	/** Hints come up to so much later, each by itself, and so in any order. Milliseconds. */
	lateMs: number;
	/** Answers take up to so long, half before the engine is looked at and half after. Milliseconds. */
	slowMs: number;
	/** Every question fails. */
	isDown: boolean;
}

/** Nothing goes wrong. */
export const soundLine: LineFaults = { loses: 0, repeats: 0, lateMs: 0, slowMs: 0, isDown: false };

/** A source whose line to its engine is scripted. */
export interface ScriptedSource extends Source {
	/** What goes wrong from now on. */
	set(faults: Partial<LineFaults>): void;
	faults(): LineFaults;
	/** Hints that are under way are lost; `isTold` says whether the engine notices. */
	trim(isTold: 'told' | 'untold'): void;
}

/** Puts a line that may be bad before a source. `scope` is of the gateway's process, with which all that is under way is gone. */
export function createScriptedSource(options: {
	source: Source;
	scope: SimScope;
	random: Random;
	pulse: Pulse;
}): ScriptedSource {
	const { source, scope, random, pulse } = options;
	let faults = soundLine;
	let hear: ((hint: Hint) => void) | null = null;
	let underWay = new Set<() => void>();
	let isClosed = false;
	/** Those of single queues. */
	const parts = new Set<ScriptedSource>();
	const { byQueue } = source;

	function post(hint: Hint): void {
		if (random.chance(faults.loses)) return;
		const times = random.chance(faults.repeats) ? 2 : 1;
		for (let time = 0; time < times; time++) {
			if (faults.lateMs === 0 && time === 0) deliver(hint);
			else postLater(hint);
		}
	}

	function postLater(hint: Hint): void {
		const cancel = scope.setTimer(random.below(faults.lateMs + 20), () => {
			underWay.delete(cancel);
			deliver(hint);
		});
		underWay.add(cancel);
	}

	function deliver(hint: Hint): void {
		if (scope.isAlive()) hear?.(hint);
	}

	function pass(): Promise<void> {
		pulse.beat();
		if (faults.slowMs === 0) return Promise.resolve();
		return new Promise((resolve) => {
			scope.setTimer(random.below(faults.slowMs / 2), () => {
				pulse.beat();
				resolve();
			});
		});
	}

	async function ask<T>(question: () => Promise<T>): Promise<T> {
		await pass();
		if (faults.isDown) throw new Error('The line to the engine is down.');
		const answer = await question();
		await pass();
		if (faults.isDown) throw new Error('The line to the engine went down.');
		return answer;
	}

	function openPart(split: SourceByQueue, queue: string): ScriptedSource {
		const part = createScriptedSource({ ...options, source: split.open(queue) });
		part.set(faults);
		parts.add(part);
		// The process is gone, and a promise of it was still under way.
		if (isClosed) void part.close();
		return {
			...part,
			close() {
				parts.delete(part);
				return part.close();
			},
		};
	}

	return {
		...(byQueue === undefined ? {} : { byQueue: { ...byQueue, open: (queue) => openPart(byQueue, queue) } }),
		start(onHint) {
			return ask(async () => {
				if (isClosed) return;
				hear = onHint;
				await source.start(post);
			});
		},
		list: (question) => ask(() => source.list(question)),
		read: (keys) => ask(() => source.read(keys)),
		command: (job, action) => ask(() => source.command(job, action)),
		commandAll: (jobs, action) => ask(() => source.commandAll(jobs, action)),
		async close() {
			isClosed = true;
			hear = null;
			for (const cancel of underWay) cancel();
			underWay = new Set();
			await Promise.all([...parts].map((part) => part.close()));
			await source.close();
		},
		set(next) {
			faults = { ...faults, ...next };
			for (const part of parts) part.set(next);
		},
		faults: () => faults,
		trim(isTold) {
			for (const cancel of underWay) cancel();
			underWay = new Set();
			if (isTold === 'told') deliver({ type: 'gap' });
			for (const part of parts) part.trim(isTold);
		},
	};
}
