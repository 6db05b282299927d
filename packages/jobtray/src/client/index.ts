export type { BulkResult, CommandResult, JobtrayClient, Viewer } from './client.ts';
export type { ClientOptions } from './client-options.ts';
export { createClient } from './create-client.ts';
export type { Feed, JobGroups, RunEnd, Summary } from './feed.ts';
export type { LinkState } from './link-state.ts';
export type { Page, PageEvent } from './page.ts';
export type { Readable } from './readable.ts';
export type { Socket, SocketEvents, Transport } from './transport.ts';
