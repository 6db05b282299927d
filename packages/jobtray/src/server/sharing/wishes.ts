import type { Clock } from '../../protocol/index.ts';
import { reduceRow } from '../board/reduce-row.ts';
import type { Row } from '../board/row.ts';
import type { AcceptedCommand } from '../served-board.ts';

/** What was accepted here has come back in the keeper's rows by then, or it is not so. */
const keepMs = 2_000;

/** What the engine has accepted here, and the keeper of the queue has not told yet. */
export interface Wishes {
	/** The row as it shows once the wish is made. */
	make(key: string, row: Row, command: AcceptedCommand): Row;
	/** The row as it shows, of the one that the keeper tells. */
	show(key: string, told: Row): Row;
	/** Rows that show a wish which did not come true, as the keeper told them. */
	takeStale(): [key: string, told: Row][];
}

/** Creates it with nothing wished. */
export function createWishes(clock: Clock): Wishes {
	const wishes = new Map<string, { command: AcceptedCommand; told: Row; until: number }>();

	function withWish(row: Row, command: AcceptedCommand): Row {
		return reduceRow(row, { type: 'asked', ...command }, { now: clock.now(), step: 0 }) ?? row;
	}

	return {
		make(key, row, command) {
			const told = wishes.get(key)?.told ?? row;
			wishes.set(key, { command, told, until: clock.now() + keepMs });
			return withWish(row, command);
		},
		show(key, told) {
			const wish = wishes.get(key);
			if (wish === undefined) return told;
			const row = withWish(told, wish.command);
			if (row.job !== told.job) {
				wish.told = told;
				return row;
			}
			wishes.delete(key);
			return told;
		},
		takeStale() {
			const stale: [string, Row][] = [];
			for (const [key, { told, until }] of wishes) {
				if (until > clock.now()) continue;
				wishes.delete(key);
				stale.push([key, told]);
			}
			return stale;
		},
	};
}
