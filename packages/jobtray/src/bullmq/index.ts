export { type BullmqOptions, bullmq } from './bullmq.ts';
export type { Control, ControlNews } from './control.ts';
export {
	type Describe,
	describeJob,
	type EngineJob,
	type JobDescription,
	type JobMeta,
} from './describe-job.ts';
export type { BullmqAccess, BullmqSource, Engine, JobQueue, QueueToRead, SourceOptions, Sql } from './engine.ts';
export { EngineError, type EngineErrorCode } from './engine-error.ts';
export { cancelledReason } from './job-row.ts';
export { type EngineOptions, openEngine } from './open-engine.ts';
export type { Wish } from './wish.ts';
