import {
	type Action,
	type BulkAction,
	type BulkDone,
	type Clock,
	isEnd,
	type RefusalCode,
} from '../../protocol/index.ts';
import type { Entry } from '../board/feed.ts';
import type { Row } from '../board/row.ts';
import { withDeadline } from '../deadline.ts';
import { hidePrivate } from '../hide-private.ts';
import type { Log } from '../log.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { ServedBoard } from '../served-board.ts';
import { toActions } from '../session/actions.ts';
import type { BulkStep, CommandOutcome, MeantJob, Source } from '../source.ts';
import type { Rate } from '../token-bucket.ts';
import type { Authorise, Viewer } from '../viewer.ts';
import { decideCommand } from './decide-command.ts';

/** A command takes longer than this only where the engine is out of reach. Shorter than a browser waits. */
const answerMs = 8_000;

/** Jobs of which the engine is asked at once. */
const bulkJobs = 500;

/** What came of a command. */
export type CommandAnswer =
	/** The row as it stands now; absent where the job left the board. */
	| { type: 'done'; entry?: Entry }
	| { type: 'refused'; code: RefusalCode; message?: string; retryAfterSeconds?: number };

/** What came of a bulk command. */
export type BulkAnswer = ({ type: 'done' } & BulkDone) | Extract<CommandAnswer, { type: 'refused' }>;

/** Carries out commands of viewers. */
export interface Commands {
	/** Asks it of all of the viewer's own jobs of which it can be asked. */
	commandAll(request: { action: BulkAction; viewer: Viewer }): Promise<BulkAnswer>;
	/** Asks it of the job that is meant; without its `createdAt`, of the one that the board has. */
	command(request: { job: MeantJob; action: Action; viewer: Viewer }): Promise<CommandAnswer>;
	/** Forgets who has not commanded for a while. */
	tidy(): void;
}

/** Options of {@link createCommands}. */
export interface CommandsOptions {
	board: Pick<ServedBoard, 'entries' | 'feedOf' | 'accepted' | 'look'>;
	source: Source;
	clock: Clock;
	log: Log;
	rate: Rate;
	authorise?: Authorise;
}

interface SettledStep {
	outcomes: ReadonlyMap<string, CommandOutcome>;
	action: BulkStep;
}

/** Creates what carries out commands: it authorises on the row, asks the engine, and shows the wish at once. */
export function createCommands(options: CommandsOptions): Commands {
	const { board, source, clock, log, rate, authorise } = options;
	const limit = createRateLimit({ rate, clock });
	/** The same command from several tabs at once is asked once. */
	const underWay = new Map<string, Promise<CommandOutcome>>();

	function ask(job: Required<MeantJob>, action: Action): Promise<CommandOutcome> {
		const id = `${action} ${job.createdAt} ${job.key}`;
		const known = underWay.get(id);
		if (known !== undefined) return known;
		const answer = withDeadline(source.command(job, action), {
			clock,
			what: 'the engine, given a command,',
			limitMs: answerMs,
		}).finally(() => underWay.delete(id));
		underWay.set(id, answer);
		return answer;
	}

	/** The row of this job; nothing where the key is another's by now, whom the viewer may not see. */
	function entryOf({ key, createdAt }: Required<MeantJob>): Entry | undefined {
		const entry = board.entries.get(key);
		return entry?.row.job.createdAt === createdAt ? entry : undefined;
	}

	async function carryOut(job: Required<MeantJob>, action: Action): Promise<CommandAnswer> {
		try {
			const outcome = await ask(job, action);
			board.look([job.key]);
			if (outcome.type === 'not-possible')
				return { type: 'refused', code: 'not-possible', message: hidePrivate(outcome.reason) };
			if (outcome.type === 'gone') return { type: 'refused', code: 'not-found' };
			if (outcome.type === 'too-late') return { type: 'refused', code: 'too-late' };
			if (entryOf(job) !== undefined) board.accepted([job.key], { action, undoUntil: outcome.undoUntil });
			return { type: 'done', entry: entryOf(job) };
		} catch (error) {
			log({ level: 'warn', event: 'command-failed', message: `The engine did not take a ${action}.`, error });
			return { type: 'refused', code: 'engine-unreachable', retryAfterSeconds: 5 };
		}
	}

	/** Shows at once what was accepted; returns how many that were. */
	function settleAll(asked: readonly Required<MeantJob>[], { outcomes, action }: SettledStep): number {
		/** By the time until which it can be taken back: all of a step have the same. */
		const accepted = new Map<number | undefined, string[]>();
		const unsure: string[] = [];
		let count = 0;
		for (const job of asked) {
			const { key } = job;
			const outcome = outcomes.get(key);
			if (outcome?.type !== 'accepted') {
				unsure.push(key);
				continue;
			}
			count++;
			if (entryOf(job) === undefined) continue;
			const alike = accepted.get(outcome.undoUntil);
			if (alike === undefined) accepted.set(outcome.undoUntil, [key]);
			else alike.push(key);
			// Held jobs are known as they are; those that run, or are gone already, are not.
			if (action === 'cancel' && outcome.undoUntil === undefined) unsure.push(key);
		}
		board.look(unsure);
		for (const [undoUntil, keys] of accepted) board.accepted(keys, { action, undoUntil });
		return count;
	}

	function takeTurn({ id }: Viewer): Extract<CommandAnswer, { type: 'refused' }> | null {
		const waitMs = limit.take(id);
		if (waitMs <= 0) return null;
		return { type: 'refused', code: 'too-many-requests', retryAfterSeconds: Math.ceil(waitMs / 1_000) };
	}

	/** Each of the viewer's own jobs is authorised by itself, and only those are looked at. */
	function toMeant(bulk: BulkAction, viewer: Viewer): Required<MeantJob>[] {
		const action = toStep(bulk);
		return [...board.feedOf(viewer.id).rows.values()].flatMap(({ key, row }) =>
			isMeant(row, bulk) && toActions(row, viewer, authorise).includes(action)
				? { key, createdAt: row.job.createdAt }
				: [],
		);
	}

	return {
		async commandAll({ action: bulk, viewer }) {
			const refused = takeTurn(viewer);
			if (refused !== null) return refused;
			const action = toStep(bulk);
			const jobs = toMeant(bulk, viewer);
			const done: BulkDone = { accepted: 0, refused: 0 };
			try {
				for (let from = 0; from < jobs.length; from += bulkJobs) {
					const part = jobs.slice(from, from + bulkJobs);
					const outcomes = await withDeadline(source.commandAll(part, action), {
						clock,
						what: 'the engine, given a command for many jobs,',
						limitMs: answerMs,
					});
					const accepted = settleAll(part, { outcomes, action });
					done.accepted += accepted;
					done.refused += part.length - accepted;
				}
				return { type: 'done', ...done };
			} catch (error) {
				log({ level: 'warn', event: 'command-failed', message: `The engine did not take a ${bulk}.`, error });
				return { type: 'refused', code: 'engine-unreachable', retryAfterSeconds: 5 };
			}
		},
		async command({ job: { key, createdAt }, action, viewer }) {
			const refused = takeTurn(viewer);
			if (refused !== null) return refused;
			const entry = board.entries.get(key);
			if (entry === undefined) return { type: 'refused', code: 'not-found' };
			const decision = decideCommand({ row: entry.row, createdAt, action, viewer, authorise });
			switch (decision.type) {
				case 'hidden':
					return { type: 'refused', code: 'not-found' };
				case 'not-possible':
					return { type: 'refused', code: 'not-possible', message: decision.reason };
				case 'too-late':
					return { type: 'refused', code: 'too-late' };
				case 'done':
					return { type: 'done', entry };
				case 'ask':
					return carryOut({ key, createdAt: entry.row.job.createdAt }, action);
			}
		},
		tidy: limit.tidy,
	};
}

function toStep(bulk: BulkAction): BulkStep {
	return bulk === 'undo' ? 'undo' : 'cancel';
}

/** Whether a job is of those that the bulk command speaks of; whether it may be asked is another question. */
function isMeant({ job: { status, wanted, undoUntil } }: Row, bulk: BulkAction): boolean {
	switch (bulk) {
		case 'undo':
			return undoUntil !== undefined;
		case 'cancel-queued':
			return status === 'queued' && wanted !== 'cancelled';
		case 'cancel-others':
			return !isEnd(status) && status !== 'running' && wanted !== 'cancelled';
	}
}
