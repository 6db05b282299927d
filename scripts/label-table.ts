import { createFormat, english, german, type Labels } from '../packages/jobtray/src/react/index.ts';

/** What each word that is a function is called with, to show what it makes. */
type Samples = {
	[Name in keyof Labels as Labels[Name] extends string ? never : Name]: Labels[Name] extends (
		...given: infer Given
	) => string
		? Given
		: never;
};

const minuteMs = 60_000;
const now = Date.UTC(2026, 10, 23, 14, 12);
const name = 'Scene 3';
const counts = { completed: 2, failed: 1 };
const refusal = { code: 'not-possible', message: 'It has ended.' };

const samples: Samples = {
	buttonName: [
		{
			known: true,
			running: 2,
			queued: 3,
			paused: 0,
			progress: 0.73,
			unseen: { completed: 0, failed: 1 },
			link: 'live',
		},
	],
	countDone: [2],
	countFailed: [1],
	countPaused: [2],
	percent: [0.73],
	count: [120],
	silentFor: [12_000],
	toastDone: [name],
	toastFailed: [name],
	toastBurst: [counts],
	toastSummary: [counts],
	scope: ['mine'],
	groupQueued: [3],
	empty: ['mine'],
	batch: [{ progress: 0.73, endsAt: now + 20 * minuteMs, now }],
	progressOf: [name],
	elapsed: [14 * minuteMs + 20_000],
	remaining: [{ at: now + 5 * minuteMs, spreadMs: 10_000, now }],
	before: [3],
	startsAbout: [now + 21 * minuteMs, now],
	percentDone: [0.41],
	titleHint: ['[73%] X121 — Generating Scene 3'],
	stalled: [4 * minuteMs],
	restarted: [2],
	ended: [4 * minuteMs],
	took: [18 * minuteMs],
	asking: ['cancel'],
	cannot: ['pause', 'not-supported'],
	countOf: [3, 7],
	countCancelled: [12],
	standing: [{ running: 1, paused: 0, queued: 2 }],
	bundle: [name],
	bulkChoice: [{ choice: 'cancel-queued', count: 3, spared: 0 }],
	confirmBulk: [{ count: 3, lostMs: 4 * minuteMs }],
	confirmBulkYes: [3],
	bulkFailed: ['cancel-queued', refusal],
	bulkRefused: ['cancel-queued', 2],
	action: ['pause', { queued: true }],
	actionOn: ['Cancel', name],
	confirmCancel: [14 * minuteMs],
	commandFailed: ['cancel', refusal],
	reconnecting: [12_000],
	bell: ['on'],
	bellNow: ['off'],
	spokenChoice: ['quarters'],
	soundName: ['marimba'],
	preview: ['Chime'],
	volumeValue: [0.5],
	soundWhenChoice: ['unfocused'],
	testedChannel: ['desktop'],
	testOutcome: ['desktop', 'blocked'],
};

/** Lists all words of the tray, in English and German, as a table in Markdown. */
export function writeLabelTable(): string {
	const options = { timeZone: 'UTC' };
	const words = english(createFormat('en-GB', options));
	const others = german(createFormat('de', options));
	const rows = toNames(words).map((each) => {
		const called = typeof words[each] === 'function' ? `${each}(…)` : each;
		return `| \`${called}\` | ${toWord(words, each)} | ${toWord(others, each)} |`;
	});
	return ['| Word | English | German |', '|---|---|---|', ...rows].join('\n');
}

function toNames(words: Labels): (keyof Labels)[] {
	return (Object.keys(words) as (keyof Labels)[]).filter((each) => words[each] !== undefined);
}

function toWord(words: Labels, each: keyof Labels): string {
	const word = words[each];
	if (typeof word === 'string') return word;
	const given: readonly unknown[] = samples[each as keyof Samples];
	return Reflect.apply(word, words, given);
}
