export { createWorker } from './create-worker.ts';
export type { JobTools, WorkerJob } from './job-tools.ts';
export { JobCancelled, JobInterrupted } from './stop-reasons.ts';
export type { JobWorker, WorkerOptions } from './worker-options.ts';
