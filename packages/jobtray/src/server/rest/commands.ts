import type { Action, Clock, RefusalCode } from '../../protocol/index.ts';
import type { Board } from '../board/board.ts';
import type { Entry } from '../board/feed.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { CommandOutcome, Source } from '../source.ts';
import { type Bucket, type Rate, takeToken } from '../token-bucket.ts';
import type { Authorise, Viewer } from '../viewer.ts';
import { decideCommand } from './decide-command.ts';

/** A command takes longer than this only where the engine is out of reach. Shorter than a browser waits. */
const answerMs = 8_000;

/** What came of a command. */
export type CommandAnswer =
	/** The row as it stands now; absent where the job left the board. */
	| { type: 'done'; entry?: Entry }
	| { type: 'refused'; code: RefusalCode; message?: string; retryAfterSeconds?: number };

/** Carries out commands of viewers. */
export interface Commands {
	command(request: { key: string; action: Action; viewer: Viewer }): Promise<CommandAnswer>;
	/** Forgets who has not commanded for a while. */
	tidy(): void;
}

/** Options of {@link createCommands}. */
export interface CommandsOptions {
	board: Board;
	source: Source;
	clock: Clock;
	log: Log;
	rate: Rate;
	authorise?: Authorise;
	/** A command may have changed this job. */
	onCommanded: (key: string) => void;
}

/** Creates what carries out commands: it authorises on the row, asks the engine, and shows the wish at once. */
export function createCommands(options: CommandsOptions): Commands {
	const { board, source, clock, log, rate, authorise, onCommanded } = options;
	const buckets = new Map<string, Bucket>();
	/** The same command from several tabs at once is asked once. */
	const underWay = new Map<string, Promise<CommandOutcome>>();

	function ask(key: string, action: Action): Promise<CommandOutcome> {
		const id = `${action} ${key}`;
		const known = underWay.get(id);
		if (known !== undefined) return known;
		const answer = withDeadline(source.command(key, action), {
			clock,
			what: 'the engine, given a command,',
			limitMs: answerMs,
		}).finally(() => underWay.delete(id));
		underWay.set(id, answer);
		return answer;
	}

	async function carryOut(key: string, action: Action): Promise<CommandAnswer> {
		try {
			const outcome = await ask(key, action);
			onCommanded(key);
			if (outcome.type === 'not-possible') return { type: 'refused', code: 'not-possible', message: outcome.reason };
			if (outcome.type === 'gone') return { type: 'refused', code: 'not-found' };
			board.apply(key, { type: 'asked', action }, clock.now());
			return { type: 'done', entry: board.entries.get(key) };
		} catch (error) {
			log({ level: 'warn', event: 'command-failed', message: `The engine did not take a ${action}.`, error });
			return { type: 'refused', code: 'engine-unreachable', retryAfterSeconds: 5 };
		}
	}

	return {
		async command({ key, action, viewer }) {
			const taken = takeToken(buckets.get(viewer.id), rate, clock.now());
			buckets.set(viewer.id, taken.bucket);
			if (taken.waitMs > 0) {
				const retryAfterSeconds = Math.ceil(taken.waitMs / 1_000);
				return { type: 'refused', code: 'too-many-requests', retryAfterSeconds };
			}
			const decision = decideCommand({ row: board.entries.get(key)?.row, action, viewer, authorise });
			switch (decision.type) {
				case 'hidden':
					return { type: 'refused', code: 'not-found' };
				case 'not-possible':
					return { type: 'refused', code: 'not-possible', message: decision.reason };
				case 'done':
					return { type: 'done', entry: board.entries.get(key) };
				case 'ask':
					return carryOut(key, action);
			}
		},
		tidy() {
			const fullAfterMs = (rate.burst / rate.perSecond) * 1_000;
			for (const [id, { at }] of buckets) if (clock.now() - at > fullAfterMs) buckets.delete(id);
		},
	};
}
