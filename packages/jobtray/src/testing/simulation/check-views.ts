import type { Job, Scope } from '../../protocol/index.ts';
import type { JobFields } from '../../server/board/row.ts';
import type { View } from './sim-gateway.ts';
import type { SimTab } from './sim-tab.ts';
import type { FeedModel } from './view-model.ts';
import type { World } from './world.ts';

/** What was last seen of the rows of one feed of one page. */
interface Seen {
	epoch: string;
	rows: Map<string, Job>;
	/** What each row was last found to agree with: neither is ever changed in place, so that the same two need no second look. */
	agreed: WeakMap<Job, Readonly<JobFields>>;
}

/** Fields of a row that a person acts upon. */
const compared = [
	'run',
	'status',
	'progress',
	'name',
	'step',
	'wanted',
	'finishedAt',
	'undoUntil',
	'restarts',
] as const;

/** Looks at what pages show, after each step. */
export interface ViewCheck {
	check(): void;
}

/** Creates the check of a world: each page shows what its gateway had at the page's cursor, and no row goes back. */
export function createViewCheck(world: World): ViewCheck {
	const seen = new WeakMap<SimTab, Record<Scope, Seen>>();

	function checkFeed(tab: SimTab, scope: Scope, before: Seen): void {
		const { expected, cursor, answered } = tab.model.feeds[scope];
		const shown = toShown(tab, scope);
		if (expected !== null) checkRows(`${tab.name}, ${scope}`, { shown, expected, answered, agreed: before.agreed });
		const isSameLife = before.epoch === (cursor?.epoch ?? '');
		const rows = new Map<string, Job>();
		for (const job of shown) {
			rows.set(job.key, job);
			const was = before.rows.get(job.key);
			if (was === job && isSameLife) continue;
			const rev = was?.rev ?? 0;
			if (isSameLife && job.rev < rev && !answered.has(job.key)) {
				world.fail(`${tab.name}, ${scope}: ${job.key} went back from revision ${rev} to ${job.rev}`);
			}
			if (scope === 'mine' && job.owner?.id !== tab.viewer()) {
				world.fail(`${tab.name} of ${tab.viewer()} shows ${job.key} of ${job.owner?.id ?? 'nobody'} as their own`);
			}
		}
		before.epoch = cursor?.epoch ?? '';
		before.rows = rows;
	}

	function checkRows(
		where: string,
		{
			shown,
			expected,
			answered,
			agreed,
		}: { shown: Job[]; expected: View; answered: FeedModel['answered']; agreed: Seen['agreed'] },
	): void {
		for (const job of shown) {
			const row = expected.get(job.key);
			if (row === undefined) world.fail(`${where}: shows ${job.key}, which the gateway did not have`);
			else if (!(answered.get(job.key) ?? []).some(({ rev }) => rev === job.rev)) {
				if (row.rev !== job.rev) world.fail(`${where}: shows ${job.key} at ${job.rev}; the gateway had ${row.rev}`);
				if (agreed.get(job) === row.job) continue;
				agreed.set(job, row.job);
				const wrong = findDifference(row.job, job);
				if (wrong !== undefined) {
					world.fail(`${where}: ${wrong} of ${job.key} is ${job[wrong]}; the gateway had ${row.job[wrong]}`);
				}
			}
		}
		if (shown.length >= expected.size) return;
		const keys = new Set(shown.map(({ key }) => key));
		for (const key of expected.keys()) if (!keys.has(key)) world.fail(`${where}: lacks ${key}`);
	}

	return {
		check() {
			for (const tab of world.tabs()) {
				if (!tab.model.hasMoved()) continue;
				const before = seen.get(tab) ?? { mine: toUnseen(), all: toUnseen() };
				seen.set(tab, before);
				checkFeed(tab, 'mine', before.mine);
				checkFeed(tab, 'all', before.all);
			}
		},
	};
}

/** A field in which a shown row says something else than the gateway's. */
function findDifference(row: Readonly<JobFields>, job: Job): (typeof compared)[number] | undefined {
	return compared.find((field) => !Object.is(row[field], job[field]));
}

/** All rows that a page lists in a scope. */
export function toShown(tab: SimTab, scope: Scope): Job[] {
	const feed = tab.client.feed(scope);
	const shown: Job[] = [];
	const { running, paused, queued, finished } = feed.groups.get();
	for (const keys of [running, paused, queued, finished]) {
		for (const key of keys) {
			const job = feed.peek(key);
			if (job !== undefined) shown.push(job);
		}
	}
	return shown;
}

function toUnseen(): Seen {
	return { epoch: '', rows: new Map(), agreed: new WeakMap() };
}
