import type { Clock } from '../../protocol/index.ts';

/** How long before its end a login is looked at once more, and its client asked to come back with a newer one. */
const renewMs = 20_000;

/** Timers cannot wait longer than 24 days; what is further off is looked at again. */
const longestMs = 2 ** 31 - 1;

/** The end of one login. */
export interface Expiry {
	/** It ends at this time now, epoch ms; `undefined` for never. Returns whether that is later than was known. */
	set(expiresAt: number | undefined): boolean;
	/** Calls all off. Idempotent. */
	close(): void;
}

/** Options of {@link createExpiry}. */
export interface ExpiryOptions {
	clock: Clock;
	expiresAt: number | undefined;
	/** It ends soon; not called for a login that is known to end within 20 s. */
	onEnding(): void;
	onEnd(): void;
}

/** Waits for the end of a login. */
export function createExpiry({ clock, expiresAt: first, onEnding, onEnd }: ExpiryOptions): Expiry {
	let expiresAt = first;
	let callOff = plan();

	function plan(): () => void {
		if (expiresAt === undefined) return () => {};
		const callOffEnd = waitUntil(expiresAt, onEnd);
		if (expiresAt - clock.now() <= renewMs) return callOffEnd;
		const callOffEnding = waitUntil(expiresAt - renewMs, onEnding);
		return () => {
			callOffEnd();
			callOffEnding();
		};
	}

	function waitUntil(at: number, run: () => void): () => void {
		let cancel = () => {};
		const planNext = () => {
			const leftMs = at - clock.now();
			cancel = clock.setTimer(Math.max(0, Math.min(leftMs, longestMs)), () => (at <= clock.now() ? run() : planNext()));
		};
		planNext();
		return () => cancel();
	}

	return {
		set(at) {
			if (at === expiresAt) return false;
			const isLater = (at ?? Infinity) > (expiresAt ?? Infinity);
			expiresAt = at;
			callOff();
			callOff = plan();
			return isLater;
		},
		close: () => callOff(),
	};
}
