import { addRun, emptyHistory, toExpectedMs } from '../../estimate/index.ts';
import { limits, type Place, type QueueFigures } from '../../protocol/index.ts';
import { pushNumber, putNumber, type Ranges, takeNumber } from './ranges.ts';

/** The waiting jobs of one queue, and what is known of how fast they go. One change costs the same however many wait. */
export interface Line {
	readonly queue: string;
	/** Counts what has changed about the figures. */
	version(): number;
	/** Puts a job at the end of a lane. */
	enter(key: string, lane: number): Place;
	/** Takes a job out of its place. */
	leave(place: Place): void;
	/** Takes a job out of its place, which it may come back to. */
	setAside(key: string, place: Place): void;
	/** Gives a job that was set aside its place again; the end of the lane where another has it by now. */
	comeBack(key: string, place: Place): Place;
	/** Lets go of the place of a job that was set aside. */
	forget(key: string, place: Place): void;
	/** Whether a lane has come apart into more ranges than are told; then it is to be numbered anew. */
	isScattered(lane: number): boolean;
	/** The keys that wait in a lane, the next to start first. */
	waiting(lane: number): string[];
	/** Numbers a lane anew in the given order. What is set aside gets the number of the job that it stood before. */
	renumber(lane: number, keys: readonly string[]): [key: string, place: Place][];
	/** A job runs. When it should end is looked up in it whenever the figures are made. */
	setRunning(key: string, job: RunningJob): void;
	/** The end of a job that runs has moved in it. */
	endMoved(): void;
	/** A job no longer runs. */
	unsetRunning(key: string): void;
	/** Learns how long a job of the queue took. */
	learn(durationMs: number): void;
	/** How many can run at once, as far as is known. */
	parallel(): number;
	/** Notes how many run. From time to time, not at each change: when one ends and the next starts, both are seen for a moment. */
	tick(): void;
	figures(): QueueFigures;
	/** The figures as JSON; written once for each version. */
	text(): string;
}

/** A job that runs, as the board has it: its end moves in place. */
export interface RunningJob {
	readonly etaAt?: number;
}

interface LaneState {
	next: number;
	keys: Map<number, string>;
	ranges: Ranges;
	/** Where those stood that are set aside. */
	aside: Map<string, number>;
}

/** Creates the line of a queue. `parallel` is how many its workers can run at once, where that is known; else it is what was seen. */
export function createLine(queue: string, parallel?: number): Line {
	const lanes = new Map<number, LaneState>();
	const running = new Map<string, RunningJob>();
	let mostRunning = 1;
	let history = emptyHistory;
	let version = 1;
	let written = { version: 0, text: '' };

	function laneOf(number: number): LaneState {
		const known = lanes.get(number);
		if (known !== undefined) return known;
		const lane: LaneState = { next: 0, keys: new Map(), ranges: [], aside: new Map() };
		lanes.set(number, lane);
		return lane;
	}

	function enter(key: string, number: number): Place {
		const lane = laneOf(number);
		const at = lane.next++;
		lane.keys.set(at, key);
		pushNumber(lane.ranges, at);
		version++;
		return { lane: number, at };
	}

	function leave({ lane, at }: Place): void {
		const state = lanes.get(lane);
		if (state === undefined || !state.keys.delete(at)) return;
		takeNumber(state.ranges, at);
		version++;
	}

	/** The keys that wait in a lane, the next to start first. */
	function waiting({ keys }: LaneState): string[] {
		return [...keys].sort(([a], [b]) => a - b).map(([, key]) => key);
	}

	/** Which job of the new order each one that is set aside stands before; `null` for the end. */
	function asideBefore({ aside, keys: old }: LaneState, keys: readonly string[]): Map<string | null, string[]> {
		const stays = new Set(keys);
		const left = [...old].filter(([, key]) => stays.has(key)).sort(([a], [b]) => a - b);
		const before = new Map<string | null, string[]>();
		for (const [key, at] of aside) {
			const next = left[findFrom(left, at)]?.[1] ?? null;
			before.set(next, [...(before.get(next) ?? []), key]);
		}
		return before;
	}

	function slots(): number {
		return Math.max(1, parallel ?? Math.max(mostRunning, running.size));
	}

	function figures(): QueueFigures {
		const meanMs = toExpectedMs(history);
		return {
			queue,
			lanes: [...lanes]
				.filter(([, { ranges }]) => ranges.length > 0)
				.sort(([a], [b]) => a - b)
				.map(([lane, { ranges }]) => ({ lane, waiting: ranges.map(([from, to]): [number, number] => [from, to]) })),
			running: running.size,
			parallel: slots(),
			freeAt: Array.from(running.values(), toEndsAt).sort(bySoonest).slice(0, slots()),
			...(meanMs === undefined ? {} : { meanMs }),
		};
	}

	return {
		queue,
		version: () => version,
		enter,
		leave,
		setAside(key, place) {
			leave(place);
			laneOf(place.lane).aside.set(key, place.at);
		},
		comeBack(key, place) {
			const lane = laneOf(place.lane);
			lane.aside.delete(key);
			if (lane.keys.has(place.at) || place.at >= lane.next) return enter(key, place.lane);
			lane.keys.set(place.at, key);
			putNumber(lane.ranges, place.at);
			version++;
			return place;
		},
		forget: (key, { lane }) => void lanes.get(lane)?.aside.delete(key),
		isScattered: (lane) => (lanes.get(lane)?.ranges.length ?? 0) > limits.laneRanges,
		waiting: (lane) => waiting(laneOf(lane)),
		renumber(number, keys) {
			const lane = laneOf(number);
			const before = asideBefore(lane, keys);
			lane.keys.clear();
			lane.ranges = [];
			return [...keys, null].flatMap((key): [string, Place][] => {
				const standing = (before.get(key) ?? []).map((each): [string, Place] => {
					lane.aside.set(each, lane.next);
					return [each, { lane: number, at: lane.next }];
				});
				return key === null ? standing : [...standing, [key, enter(key, number)]];
			});
		},
		setRunning(key, job) {
			const before = running.get(key);
			running.set(key, job);
			if (before === undefined || before.etaAt !== job.etaAt) version++;
		},
		endMoved() {
			version++;
		},
		unsetRunning(key) {
			if (running.delete(key)) version++;
		},
		learn(durationMs) {
			history = addRun(history, { durationMs });
			version++;
		},
		parallel: slots,
		tick() {
			mostRunning = Math.max(mostRunning, running.size);
		},
		figures,
		text() {
			if (written.version !== version) written = { version, text: JSON.stringify(figures()) };
			return written.text;
		},
	};
}

/** Index of the first entry at or after a number. */
function findFrom(sorted: readonly [number, string][], number: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((sorted[middle]?.[0] ?? 0) < number) low = middle + 1;
		else high = middle;
	}
	return low;
}

function toEndsAt({ etaAt }: RunningJob): number | null {
	return etaAt ?? null;
}

/** Ends that nobody can tell come last. */
function bySoonest(a: number | null, b: number | null): number {
	return (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0;
}
