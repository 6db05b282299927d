import type {
	Action,
	BulkAction,
	BulkDone,
	Clock,
	CommandDone,
	RefusalCode,
	Scope,
	Welcome,
} from '../protocol/index.ts';
import type { Feed } from './feed.ts';
import type { LinkState } from './link-state.ts';
import type { Page } from './page.ts';
import type { Readable } from './readable.ts';

/** Who is logged in, as the server knows them, and which jobs they may watch. */
export type Viewer = Welcome['viewer'];

/** What a command came to. Branch on `code`; `unreachable` means that nobody knows whether it was carried out. */
export type CommandResult =
	| ({ ok: true } & CommandDone)
	| { ok: false; code: RefusalCode | 'unreachable'; message: string };

/** What a bulk command came to; as {@link CommandResult}. */
export type BulkResult = ({ ok: true } & BulkDone) | Extract<CommandResult, { ok: false }>;

/** One person's link to a gateway, and what it has told. */
export interface JobtrayClient {
	/**
	 * Opens the link and watches `mine`. Counted: the link stays until every caller has called what this returns,
	 * and a second longer, so that unmounting and mounting again keeps it. What is returned is idempotent.
	 */
	open(): () => void;
	link: Readable<LinkState>;
	/** `null` until the server has said who it is. */
	viewer: Readable<Viewer | null>;
	/** The same object for the same scope. */
	feed(scope: Scope): Feed;
	/** Keeps a scope in step while the link is open. Counted as `open` is; what it returns is idempotent. */
	watch(scope: Scope): () => void;
	/** Asks for something to be done with a job. Never rejects. A repeat is harmless. */
	command(key: string, action: Action): Promise<CommandResult>;
	/** Asks for something to be done with all of the viewer's own jobs that it can be done with. Never rejects. A repeat is harmless. */
	commandAll(action: BulkAction): Promise<BulkResult>;
	/** The server's time in epoch milliseconds, as far as it is known; else this device's. */
	now(): number;
	/** Connects at once, whatever the link waits for: after a login, or because a person asked. Does nothing while closed. */
	reconnect(): void;
	/** The page in use. */
	page: Page;
	/** The clock in use; this device's time. */
	clock: Clock;
}
