import type { RefusalCode } from '../../protocol/index.ts';
import type { Ignored } from '../keeper.ts';
import type { Hint } from '../source.ts';

/** What a gateway asks of its engine. */
export type EngineQuestion = 'list' | 'read' | 'command';

/** One thing that a gateway counts or times. Names nobody and no job. */
export type Measured =
	| { type: 'connected' }
	| { type: 'disconnected'; code: number }
	| { type: 'sent'; bytes: number }
	| { type: 'received'; bytes: number }
	/** What changed was sent to a group. `ends`: ends of runs, each counted for every connection that it was told to. */
	| { type: 'flushed'; delayMs: number; dirtyKeys: number; ends: number }
	| { type: 'refused'; code: RefusalCode; by: 'request' | 'socket' }
	/** `lagMs`: how long ago the engine says that it happened, where it says so. */
	| { type: 'hinted'; hint: Hint['type']; lagMs?: number }
	| { type: 'answered'; question: EngineQuestion; tookMs: number; failed: boolean }
	/** Jobs that a sweep found changed though no event had told of it. */
	| { type: 'corrected'; jobs: number }
	/** What was heard of the engine and could not be used. */
	| { type: 'ignored'; what: Ignored };

/** Takes in what is measured. Never throws. */
export type Meter = (measured: Measured) => void;
