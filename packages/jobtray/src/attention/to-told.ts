import type { RunEnd } from '../client/index.ts';
import type { Told } from './ledger/ledger.ts';

/** What a ledger keeps of an end. */
export function toTold({ id, job }: RunEnd): Told {
	// Every ended row says when; one that does not is as old as can be.
	return { id, finishedAt: job.finishedAt ?? 0 };
}
