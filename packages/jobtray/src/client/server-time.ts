/** What is known of the server's clock. */
export interface ServerTime {
	/** To be added to this device's clock; 0 until something is known. */
	offsetMs: number;
	/** What was heard does not fit, and only a fresh answer can say why. */
	doubted: boolean;
}

/** How the server's time was heard: in a fresh answer, in a ping, or in a message that may have waited on its way. */
export type TimeSource = 'answer' | 'ping' | 'message';

/** How far a ping may lower the offset: follows a clock that runs fast, and shrugs off a ping that was held up. Milliseconds. */
const sinkMs = 50;

/** Delay above which it is more likely that a clock was set than that a message was slow. Milliseconds. */
const doubtMs = 2_000;

/**
 * Steps what is known by one time stamp of the server, `now`, heard when this device's clock said `at`.
 *
 * A stamp is always heard too late, never too early: so the largest offset heard is the best one.
 */
export function reduceServerTime(time: ServerTime, heard: { now: number; at: number; source: TimeSource }): ServerTime {
	const offsetMs = heard.now - heard.at;
	if (heard.source === 'answer' || offsetMs >= time.offsetMs) return { offsetMs, doubted: false };
	const doubted = offsetMs < time.offsetMs - doubtMs;
	if (doubted || heard.source === 'message') return { ...time, doubted };
	return { offsetMs: Math.max(offsetMs, time.offsetMs - sinkMs), doubted };
}
