import type { Scope } from '../../protocol/index.ts';
import type { JobFields } from '../../server/board/row.ts';
import { type AssembledGateway, assembleGateway } from '../../server/gateway.ts';
import type { Viewer } from '../../server/viewer.ts';
import type { FakeEngine } from '../fake-engine.ts';
import { splitSource } from '../split-source.ts';
import { type Login, type People, type PersonId, readToken } from './people.ts';
import type { Pulse } from './pulse.ts';
import { createRandom, type Random, toSubSeed } from './random.ts';
import { createScriptedSource, type ScriptedSource } from './scripted-source.ts';
import type { SimClock, SimScope } from './sim-clock.ts';
import { type SimSharing, sharedQueues } from './sim-sharing.ts';

/** Rows of a feed as the board had them at one revision. */
export type View = ReadonlyMap<string, RowOfView>;

/** One of them. */
export interface RowOfView {
	readonly rev: number;
	/** The board's own, which moves in place. */
	readonly of: Readonly<JobFields>;
	/** As it was. */
	readonly job: Readonly<JobFields>;
}

function hasStayed(was: Readonly<JobFields>, is: Readonly<JobFields>): boolean {
	return was.progress === is.progress && was.step === is.step && was.etaAt === is.etaAt;
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
	lookUp(login: Login): Viewer | null;
	/** The board's picture of a feed now. Rows that are as they were are the same objects. */
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
	/** What it shares the reading over; `null` where it reads everything itself. */
	sharing: SimSharing | null;
}): SimGateway {
	const { name, seed, clock, engine, people, pulse, sharing } = options;
	const scope = clock.openScope();
	const random: Random = createRandom(seed);
	const joined = sharing?.join(scope) ?? null;
	const source = createScriptedSource({
		source: joined === null ? engine.openSource() : splitSource(engine.openSource, sharedQueues),
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
		sharing: joined?.sharing,
		clock: scope,
		random: random.next,
		authenticate({ headers }) {
			pulse.beat();
			const login = readToken(headers.get('authorization')?.slice('Bearer '.length) ?? '');
			return login === null ? null : people.look(login);
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
			// With sharing, rows join a feed that is not whole yet without a revision, and feeds are let go of.
			if (joined === null && known?.rev === rev) return known.view;
			const feed = of === 'all' ? board.all : board.feedOf(person);
			const view = new Map<string, RowOfView>();
			for (const { key, rev: at, row } of feed.rows.values()) {
				const before = known?.view.get(key);
				const isSame = before?.rev === at && before.of === row.job && hasStayed(before.job, row.job);
				view.set(key, isSame ? before : { rev: at, of: row.job, job: { ...row.job } });
			}
			views.set(id, { rev, view });
			return view;
		},
		crash() {
			state = 'gone';
			scope.kill();
			joined?.leave();
			void source.close();
		},
		async close() {
			state = 'closing';
			await gateway.close();
			joined?.leave();
			state = 'gone';
		},
	};
}
