export {
	type BatchChange,
	type BatchOutlook,
	type BatchRow,
	type BatchState,
	emptyBatch,
	reduceBatch,
	restoreBatch,
	type StoredRow,
	toBatch,
} from './batch.ts';
export { type EndEstimate, estimateEnd } from './end.ts';
export { addRun, type CompletedRun, emptyHistory, type KindHistory, toExpectedMs } from './history.ts';
export { type RunTrace, startTrace } from './run-trace.ts';
export { toStalledSince } from './stall.ts';
export { countBefore, estimateStart } from './start.ts';
export { reduceTrace, type TraceSample } from './trace.ts';
