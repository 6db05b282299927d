import { isEnd, type Job } from '../../protocol/index.ts';
import { toShown } from './check-views.ts';
import { personIds } from './people.ts';
import { soundLine } from './scripted-source.ts';
import { settleBooks } from './settle-books.ts';
import { toLedgerKey } from './sim-device.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { SimTab } from './sim-tab.ts';
import { bringBack } from './tab-actions.ts';
import type { World } from './world.ts';

/** Within this all is right again: the longest wait of a link (60 s), a dead one noticed (55 s), sweeps, and what waits to be told. */
const mostMs = 180_000;

/** How often it is looked whether it is. */
const lookMs = 4_000;

/** Ends all that goes wrong; then time goes by until everything is right, or has had the time to be. */
export async function makePeace(world: World): Promise<void> {
	world.trace('peace');
	world.engine.mute(false);
	world.engine.removeEnded(false);
	for (const id of personIds) world.people.setLogin(id, true);
	world.network.set({ isShut: false, lagMs: 0 });
	world.lag.ms = 0;
	world.sharing?.setBus(null);
	world.sharing?.hangLeases(false);
	for (const [slot, gateway] of world.gateways.entries()) {
		if (gateway?.isUseless()) world.crashGateway(slot);
		if (world.gateways[slot] === null) world.startGateway(slot);
		world.gateways[slot]?.source.set(soundLine);
	}
	for (const wire of world.network.wires()) {
		wire.hold('down', false);
		wire.hold('up', false);
		wire.weigh(1);
		wire.spoil('loses', 0);
	}
	for (const device of world.devices) {
		if (!world.tabs().some((tab) => tab.device === device)) world.openTab(device);
	}
	for (const tab of world.tabs()) {
		bringBack(tab, 'restored');
		tab.scope.throttle(1);
		tab.setOnline(true);
		tab.page.set({ hidden: false, focused: true });
		if (tab.client.link.get().status === 'stopped') tab.reconnect();
	}
	let wrong: string[] = [];
	for (let passedMs = 0; passedMs < mostMs; passedMs += lookMs) {
		await world.clock.advance(lookMs);
		settleBooks(world);
		wrong = findWrong(world);
		if (wrong.length === 0 || world.failures.length > 0) return;
		// A login that ran out while the world was bad stops a link once more.
		for (const tab of world.tabs()) if (tab.client.link.get().status === 'stopped') tab.reconnect();
	}
	for (const each of wrong) world.fail(`in peace, ${each}`);
}

function findWrong(world: World): string[] {
	const wrong: string[] = [];
	const up = world.gateways.flatMap((gateway) => gateway ?? []);
	for (const gateway of up) findWrongBoard(world, gateway, wrong);
	for (const tab of world.tabs()) findWrongTab(world, tab, wrong);
	return wrong;
}

/** The board is as the engine has it. */
function findWrongBoard(world: World, gateway: SimGateway, wrong: string[]): void {
	if (!gateway.board.isLoaded()) wrong.push(`${gateway.name} has not loaded its board`);
	for (const [key, { row }] of gateway.board.entries) {
		const record = world.engine.record(key);
		if (record === undefined && !isEnd(row.job.status)) wrong.push(`${gateway.name} has ${key}, which is gone`);
		if (record === undefined) continue;
		if (record.status !== row.job.status || record.run !== row.job.run) {
			wrong.push(
				`${gateway.name} has ${key} as ${row.job.status}, run ${row.job.run}; it is ${record.status}, run ${record.run}`,
			);
		}
	}
	// Where gateways share, each has what its viewers look at: see findWrongTab.
	if (world.sharing !== null) return;
	for (const { key, status } of world.engine.records()) {
		if (!gateway.board.entries.has(key) && !isEnd(status))
			wrong.push(`${gateway.name} lacks ${key}, which is ${status}`);
	}
}

/** A page shows what its gateway has, and has told what there is to tell. */
function findWrongTab(world: World, tab: SimTab, wrong: string[]): void {
	const wire = world.network.wireOf(tab);
	const gateway = wire?.gateway();
	const { status } = tab.client.link.get();
	if (status !== 'live' || wire === undefined || gateway === null || gateway === undefined) {
		wrong.push(`${tab.name} is ${status}`);
		return;
	}
	const { person } = wire;
	if (person !== tab.device.person()) wrong.push(`${tab.name} is connected for ${person}, who is not there any more`);
	const seesAll = tab.isWatchingAll() && world.people.maySeeOthers(person, Infinity);
	for (const scope of seesAll ? (['mine', 'all'] as const) : (['mine'] as const)) {
		const view = gateway.view(scope, person);
		const shown = toShown(tab, scope);
		const isSame = shown.length === view.size && shown.every(({ key, rev }) => view.get(key)?.rev === rev);
		if (isSame) continue;
		const [there, here] = [toText([...view].map(([key, { rev }]) => ({ key, rev }))), toText(shown)];
		wrong.push(`${tab.name} shows ${here} of ${scope}; ${gateway.name} has ${there}`);
	}
	const own = gateway.view('mine', person);
	for (const { key, status, owner } of world.engine.records()) {
		if (owner?.id === person && !isEnd(status) && !own.has(key))
			wrong.push(`${gateway.name} lacks ${key} of ${person}`);
	}
	for (const job of toShown(tab, 'mine')) {
		const untold = toUntold(tab, job);
		if (untold !== null) wrong.push(untold);
	}
}

function toText(rows: readonly { key: string; rev: number }[]): string {
	return rows
		.map(({ key, rev }) => `${key} at ${rev}`)
		.sort()
		.join(', ');
}

/** What is not told though it should be, in words. */
function toUntold(tab: SimTab, { key, run, status, finishedAt = 0 }: Job): string | null {
	const { device } = tab;
	const person = tab.viewer();
	if (person === undefined || (status !== 'completed' && status !== 'failed')) return null;
	const stored: unknown = JSON.parse(device.storage.texts.get(toLedgerKey(person)) ?? 'null');
	const upTo = typeof stored === 'object' && stored !== null && 'upTo' in stored ? Number(stored.upTo) : Infinity;
	const id = `${key}#${run}@${finishedAt}`;
	const standing = device.told(person).standing(id);
	if (finishedAt <= upTo || standing === 'told' || standing === 'lost') return null;
	return `${id} is ${standing} on ${device.name}`;
}
