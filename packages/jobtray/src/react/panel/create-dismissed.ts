import type { KeyValueStorage } from '../../attention/index.ts';
import type { Readable } from '../../client/index.ts';
import { createListeners } from '../../client/listeners.ts';
import type { Clock, Job } from '../../protocol/index.ts';

/** The ends that a person has taken out of the list, on this device. */
export interface Dismissed {
	/** Whether the end that the job came to has been dismissed. One that runs again has not. */
	has(job: Job): boolean;
	/** Dismisses the ends that these jobs came to; the other tabs follow. */
	add(jobs: readonly Job[]): void;
	/** Another number after each change, in whichever tab. */
	version: Readable<number>;
}

/** How long a dismissal is kept, in ms: twice as long as a gateway lists finished jobs by default. */
const keptMs = 48 * 3_600_000;

/** How many are kept at most: far more than a gateway lists. */
const keptEntries = 2_000;

/** By the name of a run, when it was dismissed on this device's clock, epoch ms. */
type Entries = Readonly<Record<string, number>>;

/** Makes what one person has dismissed. Listens to the other tabs only while somebody listens to it. */
export function createDismissed(options: { storage: KeyValueStorage; viewerId: string; clock: Clock }): Dismissed {
	const { storage, viewerId, clock } = options;
	const place = `jobtray:dismissed:${viewerId}`;
	const listeners = createListeners(() => stop?.());
	let stop: (() => void) | null = null;
	let text: string | null = null;
	let entries: Entries = {};
	let version = 0;

	function read(): Entries {
		const next = storage.read(place);
		if (next !== text) entries = toEntries(next);
		text = next;
		return entries;
	}

	function tell(): void {
		version += 1;
		listeners.tell();
	}

	function follow(): void {
		const before = entries;
		if (read() !== before) tell();
	}

	return {
		has: (job) => Object.hasOwn(stop === null ? read() : entries, toRunName(job)),
		add(jobs) {
			const added = Object.fromEntries(jobs.map((job) => [toRunName(job), clock.now()]));
			text = JSON.stringify(decideKept({ ...read(), ...added }, clock.now()));
			entries = toEntries(text);
			storage.write(place, text);
			tell();
		},
		version: {
			get: () => version,
			subscribe(listener) {
				const undo = listeners.add(listener);
				if (stop === null) {
					read();
					const undoStorage = storage.subscribe(follow);
					stop = () => {
						undoStorage();
						stop = null;
					};
				}
				return undo;
			},
		},
	};
}

/** Names one run: a retry is another, and so is a key that is used again. When it ended may be told more exactly later. */
function toRunName({ key, run, createdAt }: Job): string {
	return `${key}#${run}@${createdAt}`;
}

/** Chooses which dismissals are remembered: those of the last 48 h, the newest first where there are too many. */
function decideKept(entries: Entries, now: number): Entries {
	const kept = Object.entries(entries).filter(([, at]) => at > now - keptMs);
	return Object.fromEntries(kept.sort(([, a], [, b]) => b - a).slice(0, keptEntries));
}

function toEntries(text: string | null): Entries {
	try {
		const value: unknown = JSON.parse(text ?? '{}');
		if (typeof value !== 'object' || value === null) return {};
		return Object.fromEntries(
			Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
		);
	} catch {
		// Garbage from elsewhere: nothing has then been dismissed.
		return {};
	}
}
