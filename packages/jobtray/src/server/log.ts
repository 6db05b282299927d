/** One line of the gateway's log. Never holds a job's data, a cookie or a token. */
export interface LogEntry {
	level: 'info' | 'warn' | 'error';
	/** What happened, in past tense; stable. */
	event: string;
	/** The same for a person. */
	message: string;
	/** What caused it, where something did. */
	error?: unknown;
}

/** Where the gateway writes its log. */
export type Log = (entry: LogEntry) => void;

/** Writes warnings and errors to the console, and leaves out the rest. */
export const consoleLog: Log = ({ level, event, message, error }) => {
	if (level === 'info') return;
	const reason = error instanceof Error ? ` (${error.message})` : '';
	console[level](`jobtray: ${event}: ${message}${reason}`);
};
