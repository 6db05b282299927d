import type { Row } from '../board/row.ts';
import type { DeliveredRow } from './delivery.ts';
import type { WireRow } from './messages.ts';

const bit = { own: 1, all: 2, pause: 1, cancel: 2, retry: 4 } as const;

/** Writes a row for another gateway. How it was come to stays behind. */
export function toWireRow({ row, inOwn, inAll }: DeliveredRow): WireRow {
	const { pause, cancel, retry } = row.can;
	const can = (pause ? bit.pause : 0) | (cancel ? bit.cancel : 0) | (retry ? bit.retry : 0);
	return [row.job, can, row.weightMs ?? null, (inOwn ? bit.own : 0) | (inAll ? bit.all : 0)];
}

/** Reads it. Nothing is worked out from it again, so that it needs no history. */
export function fromWireRow([job, can, weightMs, feeds]: WireRow): DeliveredRow {
	const row: Row = {
		job,
		can: { pause: (can & bit.pause) !== 0, cancel: (can & bit.cancel) !== 0, retry: (can & bit.retry) !== 0 },
		lane: null,
		...(weightMs === null ? {} : { weightMs }),
		trace: null,
		heardStep: 0,
		askedStep: 0,
	};
	return { row, inOwn: (feeds & bit.own) !== 0, inAll: (feeds & bit.all) !== 0 };
}
