import type { Log } from './log.ts';

/** What {@link pinoLog} needs of a logger; one of pino, and of what is made like it, fits. */
export interface StructuredLogger {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/**
 * Writes the gateway's log with pino: `event` is a field, the cause is `err`, which holds its name, code, message and stack
 * and nothing else that clients put on their errors.
 *
 * @example
 * createGateway({ source, authenticate, log: pinoLog(pino()) });
 */
export function pinoLog(logger: StructuredLogger): Log {
	return ({ level, event, message, error }) => {
		logger[level](error === undefined ? { event } : { event, err: toPlainError(error) }, message);
	};
}

function toPlainError(error: unknown): object {
	if (!(error instanceof Error)) return { type: typeof error };
	const { name, message, stack } = error;
	const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
	// Without a prototype: pino takes the name of the constructor for the type of an error, where there is one.
	return Object.assign(Object.create(null), { name, ...code, message, stack });
}
