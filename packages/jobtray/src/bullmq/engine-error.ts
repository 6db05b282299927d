/** What went wrong with an engine. Branch on this, never on the message. */
export type EngineErrorCode =
	/** The address is none that an engine is known for. */
	| 'unknown-scheme'
	/** A package that this kind of engine needs is not installed. */
	| 'missing-peer'
	/** Another process has the directory open. */
	| 'directory-in-use'
	/** The directory cannot be written, or holds something else. */
	| 'directory-unusable'
	/** The server does not answer, or refuses. */
	| 'unreachable'
	/** A queue's keys would be on several nodes of a Redis Cluster. */
	| 'keys-apart'
	/** The engine was closed before. */
	| 'closed';

/** An engine that cannot be used; the message says why and what to do. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly code: EngineErrorCode;

	constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
