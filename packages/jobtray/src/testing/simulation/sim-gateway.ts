import type { Scope } from '../../protocol/index.ts';
import type { JobFields } from '../../server/board/row.ts';
import { type AssembledGateway, assembleGateway } from '../../server/gateway.ts';
import type { Viewer } from '../../server/viewer.ts';
import type { FakeEngine } from '../fake-engine.ts';
import { type People, type PersonId, personIds } from './people.ts';
import type { Pulse } from './pulse.ts';
import { createRandom, type Random, toSubSeed } from './random.ts';
import { createScriptedSource, type ScriptedSource } from './scripted-source.ts';
import type { SimClock, SimScope } from './sim-clock.ts';

/** Rows of a feed as the board had them at one revision. */
export type View = ReadonlyMap<string, RowOfView>;

/** One of them. */
export interface RowOfView {
	readonly rev: number;
	readonly job: Readonly<JobFields>;
}

/** One life of a gateway's process. */
export interface SimGateway extends AssembledGateway {
	/** `gateway-0 life 2`, for traces. */
	readonly name: string;
	readonly scope: SimScope;
	readonly source: ScriptedSource;
	/** Whether it takes connections. */
	isUp(): boolean;
	/** Whether its source could not be started; a process manager would start it again. */
	isUseless(): boolean;
	/** Who somebody is by now; `null` where they are not logged in. */
	lookUp(person: PersonId): Viewer | null;
	/** The board's picture of a feed now; the same object for the same revision. */
	view(scope: Scope, person: PersonId): View;
	/** What the gateway has logged as errors. */
	errors: string[];
	/** Ends the process without a goodbye. */
	crash(): void;
	/** Ends it as a deploy does; resolves once nothing is left of it. */
	close(): Promise<void>;
}

/** Starts a gateway's process. */
export function openSimGateway(options: {
	name: string;
	seed: number;
	clock: SimClock;
	engine: FakeEngine;
	people: People;
	pulse: Pulse;
}): SimGateway {
	const { name, seed, clock, engine, people, pulse } = options;
	const scope = clock.openScope();
	const random: Random = createRandom(seed);
	const source = createScriptedSource({
		source: engine.openSource(),
		scope,
		random: createRandom(toSubSeed(seed, 1)),
		pulse,
	});
	const errors: string[] = [];
	const views = new Map<string, { rev: number; view: View }>();
	let state: 'up' | 'closing' | 'gone' = 'up';
	let isUseless = false;

	const assembled = assembleGateway({
		source,
		clock: scope,
		random: random.next,
		authenticate({ headers }) {
			pulse.beat();
			const id = personIds.find((each) => headers.get('authorization') === `Bearer ${each}`);
			return id === undefined ? null : people.look(id);
		},
		log({ level, event, error }) {
			if (level === 'error' && event !== 'source-unusable') errors.push(`${event}: ${String(error)}`);
		},
	});
	const { gateway, board } = assembled;
	gateway.ready.catch(() => {
		isUseless = true;
	});

	return {
		...assembled,
		name,
		scope,
		source,
		errors,
		isUp: () => state === 'up',
		isUseless: () => isUseless,
		lookUp: people.look,
		view(of, person) {
			const id = of === 'all' ? 'all' : `mine of ${person}`;
			const { rev } = board.cursor();
			const known = views.get(id);
			if (known?.rev === rev) return known.view;
			const feed = of === 'all' ? board.all : board.feedOf(person);
			const view = new Map<string, RowOfView>();
			for (const { key, rev: at, row } of feed.rows.values()) {
				const before = known?.view.get(key);
				view.set(key, before?.rev === at && before.job === row.job ? before : { rev: at, job: row.job });
			}
			views.set(id, { rev, view });
			return view;
		},
		crash() {
			state = 'gone';
			scope.kill();
			void source.close();
		},
		async close() {
			state = 'closing';
			await gateway.close();
			state = 'gone';
		},
	};
}
