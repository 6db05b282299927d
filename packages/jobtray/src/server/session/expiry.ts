import type { Clock } from '../../protocol/index.ts';
import type { Agenda, Wait } from './agenda.ts';

/** How long before its end a login is looked at once more, and its client asked to come back with a newer one. */
const renewMs = 20_000;

/** What is kept of when a login ends. */
export interface ExpiryFields {
	/** Epoch ms; `undefined` for never. */
	expiresAt: number | undefined;
	/** For what comes next, that it ends soon or that it ends. */
	expiry: Wait | null;
}

/** Something that lasts as long as a login. */
export interface Expiring extends ExpiryFields {
	readonly parts: { agenda: Agenda; clock: Clock };
	/** It ends soon; not called for a login that is known to end within 20 s. */
	expiring(): void;
	expired(): void;
}

/** It ends at this time now, epoch ms; `undefined` for never. Returns whether that is later than was known. */
export function setExpiry(of: Expiring, at: number | undefined): boolean {
	if (at === of.expiresAt) return false;
	const isLater = (at ?? Infinity) > (of.expiresAt ?? Infinity);
	closeExpiry(of);
	of.expiresAt = at;
	if (at === undefined) return isLater;
	const isEnding = at - of.parts.clock.now() <= renewMs;
	if (isEnding) waitUntil(of, { at, run: end });
	else waitUntil(of, { at: at - renewMs, run: noteEnding });
	return isLater;
}

/** Calls all off. Idempotent. */
export function closeExpiry(of: Expiring): void {
	of.parts.agenda.callOff(of.expiry);
	of.expiry = null;
}

function waitUntil(of: Expiring, { at, run }: { at: number; run: (of: Expiring) => void }): void {
	const { agenda, clock } = of.parts;
	of.expiry = agenda.wait(Math.max(0, at - clock.now()), { run, of });
}

/** The clock may have been set meanwhile. */
function noteEnding(of: Expiring): void {
	const { expiresAt, parts } = of;
	if (expiresAt === undefined) return;
	const endingAt = expiresAt - renewMs;
	if (endingAt > parts.clock.now()) waitUntil(of, { at: endingAt, run: noteEnding });
	else {
		waitUntil(of, { at: expiresAt, run: end });
		of.expiring();
	}
}

function end(of: Expiring): void {
	if (of.expiresAt === undefined) return;
	if (of.expiresAt > of.parts.clock.now()) waitUntil(of, { at: of.expiresAt, run: end });
	else of.expired();
}
