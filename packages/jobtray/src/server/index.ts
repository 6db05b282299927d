export type { JobFields } from './board/row.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { Log, LogEntry } from './log.ts';
export type { MetricsOptions } from './metrics/metrics.ts';
export { pinoLog, type StructuredLogger } from './pino-log.ts';
export type { Sharing } from './served-board.ts';
export type { Abilities, CommandOutcome, Hint, JobRecord, Listed, MeantJob, Source, SourceByQueue } from './source.ts';
export type { Rate } from './token-bucket.ts';
export type { Authenticate, Authorise, AuthRequest, Viewer } from './viewer.ts';
