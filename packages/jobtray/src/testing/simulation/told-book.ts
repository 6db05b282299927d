import type { Notice } from '../../attention/index.ts';
import type { RunEnd } from '../../client/index.ts';
import type { EndStatus } from '../../protocol/index.ts';

/** One end that the engine has had. */
export interface RunOfHistory {
	status: EndStatus;
	owner: string | null;
}

/** Every end of a run that the engine has had, by the id of its announcement. */
export type EndHistory = ReadonlyMap<string, RunOfHistory>;

/** What one person has been told on one device, and what a tab owes them. */
export interface ToldBook {
	/** A tab has listed these ends as told: it is the one to tell them. */
	claimed(tab: string, ids: Iterable<string>): void;
	told(tab: string, notice: Notice): void;
	/** A tab is gone, or will tell nothing any more: what it owed is never told. */
	gone(tab: string): void;
	/** Matches summaries with what their tabs owed. Call once nothing is under way. */
	settle(): void;
	/** How it stands with an end: `owed` is under way, `lost` went with its tab. */
	standing(id: string): 'unheard' | 'owed' | 'told' | 'lost';
	/** Drops what is in it. */
	forgetPast(): void;
}

/** Creates an empty book. */
export function createToldBook(options: {
	device: string;
	person: string;
	history: EndHistory;
	fail(message: string): void;
}): ToldBook {
	const { device, person, history, fail } = options;
	const standings = new Map<string, 'owed' | 'told' | 'lost'>();
	const owing = new Map<string, Set<string>>();
	const summaries: { tab: string; left: Record<'completed' | 'failed', number> }[] = [];

	function owedBy(tab: string): Set<string> {
		const known = owing.get(tab) ?? new Set();
		owing.set(tab, known);
		return known;
	}

	function tellOne(tab: string, { id, job }: RunEnd): void {
		if (job.owner?.id !== person) fail(`${tab} told ${person} of ${id}, which is of ${job.owner?.id ?? 'nobody'}`);
		const had = history.get(id);
		if (had?.status !== job.status) fail(`${tab} told ${id} as ${job.status}; the engine has it as ${had?.status}`);
		if (standings.get(id) === 'told') fail(`${id} was told twice on ${device}, at last by ${tab}`);
		else if (!owedBy(tab).delete(id)) fail(`${tab} told ${id} without having listed it as told before`);
		standings.set(id, 'told');
	}

	function takeFromSummary({ tab, left }: (typeof summaries)[number]): void {
		for (const id of [...owedBy(tab)]) {
			const status = history.get(id)?.status;
			if ((status !== 'completed' && status !== 'failed') || left[status] === 0) continue;
			left[status]--;
			owedBy(tab).delete(id);
			standings.set(id, 'told');
		}
		if (left.completed + left.failed > 0) fail(`${tab} summed up more ends than it had listed as told`);
	}

	return {
		claimed(tab, ids) {
			for (const id of ids) {
				const status = history.get(id)?.status;
				if (status !== 'completed' && status !== 'failed') continue;
				if (standings.has(id)) fail(`${id} was listed as told twice on ${device}, at last by ${tab}`);
				standings.set(id, 'owed');
				owedBy(tab).add(id);
			}
		},
		told(tab, notice) {
			if (notice.type === 'ended') tellOne(tab, notice.end);
			else if (notice.type === 'burst') for (const end of notice.ends) tellOne(tab, end);
			else if (notice.type === 'summary') {
				summaries.push({ tab, left: { completed: notice.completed, failed: notice.failed } });
			}
		},
		gone(tab) {
			this.settle();
			for (const id of owedBy(tab)) standings.set(id, 'lost');
			owing.delete(tab);
		},
		settle() {
			if (summaries.length === 0) return;
			for (const summary of summaries.splice(0)) takeFromSummary(summary);
		},
		standing: (id) => standings.get(id) ?? 'unheard',
		forgetPast() {
			standings.clear();
			owing.clear();
			summaries.length = 0;
		},
	};
}
