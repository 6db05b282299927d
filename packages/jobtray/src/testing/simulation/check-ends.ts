import { isEnd } from '../../protocol/index.ts';
import { toShown } from './check-views.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { SimTab } from './sim-tab.ts';
import type { World } from './world.ts';

/** A sweep of 5 s, one that had just begun, and the frame that tells it: where a job has gone without an end, a hidden page is sent that within 2 s. */
const shownWithinMs = 5_000 + 1_000 + 2_000 + 500;

/** How long what went wrong on a line to the engine may still be felt: waits after errors, answers under way. */
const lineRestsMs = 14_000;

/** How long a lost frame may stay unnoticed: until the second ping after it. */
const frameRestsMs = 60_000;

/** Looks whether what ended in the engine is shown as ended soon enough, wherever nothing keeps it from being so. */
export interface EndCheck {
	check(): void;
	/** How often a page was in a state in which it had to show all ends. */
	looks(): number;
}

/** Creates the check of a world. */
export function createEndCheck(world: World): EndCheck {
	/** Since when a page and all before it have been sound; pages that are not are left out. */
	const soundSince = new WeakMap<SimTab, number>();
	const unsoundUntil = new WeakMap<SimGateway, number>();
	let sharedUnsoundUntil = 0;
	let looks = 0;

	function isLineBad(gateway: SimGateway | null): boolean {
		if (gateway === null || !gateway.isUp()) return true;
		const { slowMs, isDown } = gateway.source.faults();
		return slowMs > 0 || isDown;
	}

	/** Where gateways share, what one reads the others show. */
	function noteLines(): void {
		const until = world.clock.now() + lineRestsMs;
		if (world.sharing !== null && (!world.sharing.isSound() || world.gateways.some(isLineBad)))
			sharedUnsoundUntil = until;
		for (const gateway of world.gateways) if (gateway !== null && isLineBad(gateway)) unsoundUntil.set(gateway, until);
	}

	function isLineSound(gateway: SimGateway): boolean {
		const until = Math.max(unsoundUntil.get(gateway) ?? 0, sharedUnsoundUntil);
		return gateway.isUp() && gateway.board.isLoaded() && until <= world.clock.now();
	}

	function isSound(tab: SimTab): boolean {
		const now = world.clock.now();
		const wire = world.network.wireOf(tab);
		const gateway = wire?.gateway() ?? null;
		if (wire === undefined || gateway === null || tab.client.link.get().status !== 'live') return false;
		if (tab.scope.isFrozen() || wire.isHeld('down') || wire.isHeld('up') || world.lag.ms > 0) return false;
		return tab.model.isWelcomed() && wire.lostAt() + frameRestsMs < now && isLineSound(gateway);
	}

	function checkTab(tab: SimTab, before: number): void {
		looks++;
		for (const job of toShown(tab, 'mine')) {
			if (isEnd(job.status)) continue;
			const record = world.engine.record(job.key);
			if (record === undefined && (world.lastSeen.get(job.key) ?? Infinity) < before) {
				world.fail(`${tab.name} still shows ${job.key} as ${job.status}; the engine has long had it no more`);
			}
			if (record === undefined || !isEnd(record.status) || (record.finishedAt ?? Infinity) >= before) continue;
			const wire = world.network.wireOf(tab);
			const gateway = wire?.gateway();
			const there = gateway?.view('mine', wire?.person ?? tab.device.person()).get(job.key)?.job.status;
			world.fail(
				`${tab.name} still shows ${job.key} as ${job.status}; it has long been ${record.status}; ${gateway?.name} has it as ${there}`,
			);
		}
	}

	return {
		looks: () => looks,
		check() {
			const now = world.clock.now();
			noteLines();
			for (const tab of world.tabs()) {
				if (!isSound(tab)) soundSince.delete(tab);
				else if (!soundSince.has(tab)) soundSince.set(tab, now);
				const since = soundSince.get(tab) ?? Infinity;
				if (now - since < shownWithinMs) continue;
				checkTab(tab, now - shownWithinMs);
			}
		},
	};
}
