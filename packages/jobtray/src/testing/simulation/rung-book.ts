import type { EndHistory } from './told-book.ts';

/** What rang for one person on one device, and what a tab may ring for. */
export interface RungBook {
	/** A tab has listed these as rung for: it is the one to ring. */
	claimed(tab: string, ids: Iterable<string>): void;
	/** A tab rings; `at` is the world's time. */
	rang(tab: string, sound: string, at: number): void;
	/** The device's clock was set: what is so long ago by it is not by the world's. */
	clockSet(): void;
	/** How often it rang. */
	count(): number;
	/** Drops what is in it. */
	forgetPast(): void;
}

/** Ends within this are heard as one, but for a failure after a success: [AT35]. */
const oneSoundMs = 1_000;

/** What a ledger lists for a sound is the end's id and this. */
const mark = '~sound';

/** Creates an empty book. `failure` is the sound that failures ring by. */
export function createRungBook(options: {
	device: string;
	person: string;
	history: EndHistory;
	failure: string;
	fail(message: string): void;
}): RungBook {
	const { device, person, history, failure, fail } = options;
	const rungFor = new Set<string>();
	const owing = new Map<string, Set<string>>();
	let last: { at: number; sound: string } | null = null;
	let count = 0;

	return {
		claimed(tab, ids) {
			for (const listed of ids) {
				if (!listed.endsWith(mark)) continue;
				const id = listed.slice(0, -mark.length);
				const end = history.get(id);
				if (end?.owner !== person) fail(`${tab} is to ring on ${device} for ${id}, which is of ${end?.owner}`);
				if (rungFor.has(id)) fail(`${id} was listed as rung for twice on ${device}, at last by ${tab}`);
				rungFor.add(id);
				owing.set(tab, (owing.get(tab) ?? new Set()).add(id));
			}
		},
		rang(tab, sound, at) {
			const statuses = new Set([...(owing.get(tab) ?? [])].map((id) => history.get(id)?.status));
			const due = sound === failure ? 'failed' : 'completed';
			if (!statuses.has(due)) fail(`${tab} rang ${sound} for ${person} on ${device}, for nothing that ${due}`);
			const isAgain = last !== null && at - last.at < oneSoundMs && (sound !== failure || last.sound === failure);
			if (isAgain) fail(`${tab} rang ${sound} on ${device}, ${at - (last?.at ?? 0)} ms after ${last?.sound}`);
			last = { at, sound };
			count++;
		},
		clockSet() {
			last = null;
		},
		count: () => count,
		forgetPast() {
			rungFor.clear();
			owing.clear();
		},
	};
}
