export { createWorker, type JobWorker, type WorkerOptions } from './create-worker.ts';
export type { JobTools, WorkerJob } from './job-tools.ts';
export { JobCancelled, JobInterrupted } from './stop-reasons.ts';
