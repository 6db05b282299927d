export type { Clock } from './clock.ts';
export { type AfterClose, closeCodes, toAfterClose } from './close-codes.ts';
export { type ComeBack, decodeComeBack, encodeComeBack } from './come-back.ts';
export {
	actions,
	type BulkAction,
	type BulkDone,
	bulkActions,
	type CommandDone,
	type JobList,
	type Refusal,
	type RefusalCode,
} from './commands.ts';
export { type Cursor, decodeCursor, encodeCursor } from './cursor.ts';
export { type DecodedClient, decodeClientMessage } from './decode-client-message.ts';
export { decodeBulkDone, decodeCommandDone, decodeRefusal } from './decode-command-answer.ts';
export { type DecodedServer, decodeServerMessage } from './decode-server-message.ts';
export { isExternalHref } from './external-href.ts';
export {
	type Action,
	type Batch,
	type CannotCode,
	type EndStatus,
	isEnd,
	type Job,
	type JobGroup,
	type JobResult,
	type Lane,
	type Owner,
	type Place,
	type QueueFigures,
	type Status,
} from './job.ts';
export { limits } from './limits.ts';
export {
	type Alive,
	type Changes,
	type ClientMessage,
	type FeedHead,
	type Ping,
	type Pong,
	type Probe,
	type Refused,
	type Scope,
	type ServerMessage,
	type Snapshot,
	subprotocol,
	type Unwatch,
	type Visibility,
	type Watch,
	type Welcome,
} from './messages.ts';
export { type Moved, toMovedJob } from './moved.ts';
export { toSafeHref } from './safe-href.ts';
