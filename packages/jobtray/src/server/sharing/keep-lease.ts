import type { Clock } from '../../protocol/index.ts';
import type { Leases } from './leases.ts';

/** How long a lease lasts without renewal: who dies is replaced after this, and has to have a board within five seconds. */
const ttlMs = 3_000;

/** Two renewals may fail before it is lost. */
const renewMs = 800;

/** Its holder takes it as over so much sooner than the store does. */
const marginMs = 500;

/** How long to wait after an answer that did not come. */
const retryMs = 250;

/** Those who wait for a lease do not all ask at once. */
const spreadMs = 200;

/** Whoever holds others already lets the rest go first, by so much for each. */
const courtesyMs = 100;

/** The most of it. */
const mostCourtesyMs = 500;

/** Time as the holder of a lease. */
export interface Tenure {
	readonly term: number;
	/** Whether it is certain that nobody else holds it. Asked before anything is sent: a process may have stood still. */
	isInTime(): boolean;
}

/** Tries to hold one lease. */
export interface LeaseKeeper {
	/** It may be free: asks soon. */
	hurry(): void;
	/** Gives it back. Idempotent. */
	close(): Promise<void>;
}

/** Options of {@link keepLease}. */
export interface LeaseKeeperOptions {
	name: string;
	holder: string;
	leases: Leases;
	clock: Clock;
	/** Milliseconds that never jump, as `performance.now()`. */
	steadyNow: () => number;
	/** 0 up to 1. */
	random: () => number;
	/** How many others this process holds. */
	held: () => number;
	onHeld: (tenure: Tenure) => void;
	/** It is, or may be, another's. Called once for each `onHeld` unless it is closed before. */
	onLost: () => void;
	/** The store did not answer. */
	onError: (error: unknown) => void;
}

interface Moment {
	steady: number;
	wall: number;
}

/** Asks for a lease until it is held, and then renews it for as long as that works. */
export function keepLease(options: LeaseKeeperOptions): LeaseKeeper {
	const { name, holder, leases, clock, steadyNow, random, held, onHeld, onLost, onError } = options;
	let current: { term: number; renewedAt: Moment } | null = null;
	let isAsking = false;
	let isClosed = false;
	let cancelTurn = () => {};
	let cancelEnd = () => {};

	const stamp = (): Moment => ({ steady: steadyNow(), wall: clock.now() });

	/** By both clocks: the steady one stands still while the machine sleeps, the other may be set back. */
	function isWithin({ steady, wall }: Moment): boolean {
		return steadyNow() - steady < ttlMs - marginMs && clock.now() - wall < ttlMs - marginMs;
	}

	function plan(delayMs: number, run: () => Promise<void>): void {
		cancelTurn();
		if (!isClosed) cancelTurn = clock.setTimer(delayMs, () => void run());
	}

	async function ask(): Promise<void> {
		isAsking = true;
		const askedAt = stamp();
		const answer = await leases.acquire(name, { holder, ttlMs }).catch(report);
		isAsking = false;
		if (answer === null) return plan(retryMs, ask);
		if (answer.type === 'taken') {
			const courtesy = Math.min(mostCourtesyMs, held() * courtesyMs);
			return plan(Math.min(ttlMs, answer.leftMs) + courtesy + random() * spreadMs, ask);
		}
		if (isClosed) return giveBack(answer.term);
		if (!isWithin(askedAt)) return plan(0, ask);
		const tenure = { term: answer.term, renewedAt: askedAt };
		current = tenure;
		planEnd();
		plan(renewMs, renew);
		onHeld({ term: tenure.term, isInTime: () => current === tenure && isWithin(tenure.renewedAt) });
	}

	async function renew(): Promise<void> {
		const tenure = current;
		if (tenure === null) return;
		const askedAt = stamp();
		const isRenewed = await leases.renew(name, { holder, term: tenure.term, ttlMs }).catch(report);
		if (current !== tenure) return;
		if (isRenewed === false) return lose();
		if (isRenewed === true) {
			tenure.renewedAt = askedAt;
			planEnd();
		}
		plan(isRenewed === null ? retryMs : renewMs, renew);
	}

	function planEnd(): void {
		cancelEnd();
		cancelEnd = clock.setTimer(ttlMs - marginMs, lose);
	}

	function lose(): void {
		if (current === null) return;
		current = null;
		cancelEnd();
		plan(random() * spreadMs, ask);
		onLost();
	}

	function report(error: unknown): null {
		onError(error);
		return null;
	}

	async function giveBack(term: number): Promise<void> {
		await leases.release(name, { holder, term }).catch(report);
	}

	plan(0, ask);

	return {
		hurry() {
			if (current === null && !isAsking) plan(random() * spreadMs, ask);
		},
		async close() {
			if (isClosed) return;
			isClosed = true;
			cancelTurn();
			cancelEnd();
			const tenure = current;
			current = null;
			if (tenure !== null) await giveBack(tenure.term);
		},
	};
}
