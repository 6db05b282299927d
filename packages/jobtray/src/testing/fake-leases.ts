import type { Clock } from '../protocol/index.ts';
import type { Leases } from '../server/sharing/leases.ts';

/** Leases in memory, by a clock of their own. */
export interface FakeLeases extends Leases {
	/** While on, nobody is answered; those who ask wait until it is off. */
	hang(on: boolean): void;
	/** While on, every question fails. */
	breakDown(on: boolean): void;
	/** Who holds a lease now. */
	holderOf(name: string): string | null;
}

/** Creates it with all leases free. */
export function createFakeLeases({ clock }: { clock: Clock }): FakeLeases {
	const leases = new Map<string, { holder: string; term: number; until: number }>();
	let waiting: (() => void)[] = [];
	let isHanging = false;
	let isBroken = false;

	async function answer<T>(give: () => T): Promise<T> {
		if (isHanging) await new Promise<void>((resolve) => waiting.push(resolve));
		if (isBroken) throw new Error('The fake leases are broken down.');
		return give();
	}

	function find(name: string, { holder, term }: { holder: string; term: number }) {
		const lease = leases.get(name);
		const isHeld = lease !== undefined && lease.holder === holder && lease.term === term && lease.until > clock.now();
		return isHeld ? lease : null;
	}

	return {
		acquire: (name, { holder, ttlMs }) =>
			answer(() => {
				const lease = leases.get(name);
				const leftMs = (lease?.until ?? 0) - clock.now();
				if (lease !== undefined && leftMs > 0 && lease.holder !== holder) return { type: 'taken', leftMs };
				const term = Math.max((lease?.term ?? 0) + 1, Math.floor(clock.now()));
				leases.set(name, { holder, term, until: clock.now() + ttlMs });
				return { type: 'held', term };
			}),
		renew: (name, { ttlMs, ...held }) =>
			answer(() => {
				const lease = find(name, held);
				if (lease === null) return false;
				lease.until = clock.now() + ttlMs;
				return true;
			}),
		release: (name, held) =>
			answer(() => {
				const lease = find(name, held);
				if (lease !== null) lease.until = 0;
			}),
		hang(on) {
			isHanging = on;
			if (on) return;
			for (const go of waiting) go();
			waiting = [];
		},
		breakDown(on) {
			isBroken = on;
		},
		holderOf(name) {
			const lease = leases.get(name);
			return lease !== undefined && lease.until > clock.now() ? lease.holder : null;
		},
	};
}
