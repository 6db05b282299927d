import type { ToldProgress } from '../bullmq/told-progress.ts';
import type { Clock } from '../protocol/index.ts';

/** The shortest time between two writes that bring little new: what a person can follow. */
const restMs = 250;

/** A change of progress that is worth a write before the rest is over. */
const worthWriting = 0.01;

/** Writes a job's progress as often as it is worth, one write at a time, newest first. */
export interface ProgressWriter {
	/** Notes the state; writes it now or soon. */
	tell(told: ToldProgress): void;
	/** Writes the state now, after the write under way. Resolves once it is written. */
	tellNow(told: ToldProgress): Promise<void>;
	/** Writes nothing more. Resolves once the write under way is over. */
	stop(): Promise<void>;
	/** Whether the newest state told has been written. */
	isWritten(): boolean;
}

/** What a writer needs. */
export interface ProgressWriterOptions {
	write(told: ToldProgress): Promise<void>;
	/** A write that fails is passed over; the next brings the newest state anyway. */
	onError(error: unknown): void;
	clock: Clock;
}

/** Throttles writes of progress. */
export function createProgressWriter({ write, onError, clock }: ProgressWriterOptions): ProgressWriter {
	let newest: ToldProgress | null = null;
	let written: ToldProgress | null = null;
	let writtenAt = Number.NEGATIVE_INFINITY;
	let underWay: Promise<void> | null = null;
	let cancelTimer: (() => void) | null = null;
	let stopped = false;

	function writeNewest(): Promise<void> {
		const told = newest;
		if (told === null) return Promise.resolve();
		cancelTimer?.();
		cancelTimer = null;
		writtenAt = clock.now();
		underWay = write(told)
			.then(() => {
				written = told;
			}, onError)
			.then(() => {
				underWay = null;
				if (!stopped && newest !== told) soon();
			});
		return underWay;
	}

	function soon(): void {
		if (underWay !== null || newest === null) return;
		const restLeftMs = writtenAt + restMs - clock.now();
		if (restLeftMs <= 0 || isWorthIt(newest)) {
			void writeNewest();
			return;
		}
		cancelTimer ??= clock.setTimer(restLeftMs, () => {
			cancelTimer = null;
			soon();
		});
	}

	function isWorthIt(told: ToldProgress): boolean {
		return Math.abs((told.p ?? 0) - (written?.p ?? 0)) >= worthWriting;
	}

	return {
		tell(told) {
			newest = told;
			if (!stopped) soon();
		},
		async tellNow(told) {
			newest = told;
			while (underWay !== null) await underWay;
			if (written !== newest) await writeNewest();
		},
		async stop() {
			stopped = true;
			cancelTimer?.();
			cancelTimer = null;
			await underWay;
		},
		isWritten: () => newest === written,
	};
}
