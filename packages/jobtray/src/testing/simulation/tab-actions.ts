import { type Action, actions as allActions } from '../../protocol/index.ts';
import type { SimAction } from './action.ts';
import { personIds, toToken } from './people.ts';
import type { Random } from './random.ts';
import type { SimTab } from './sim-tab.ts';
import type { World } from './world.ts';

function pickTab(world: World, random: Random): SimTab | undefined {
	return random.pick(world.tabs().filter((tab) => !tab.scope.isFrozen()));
}

function open(world: World, random: Random): void {
	const device = random.pick(world.devices);
	const oldest = world.tabs()[0];
	if (device === undefined) return;
	if (oldest !== undefined && world.tabs().length >= world.cast.mostTabs) world.killTab(oldest, 'told');
	const tab = world.openTab(device, { hidden: random.chance(0.3), focused: random.chance(0.4) });
	tab.watchAll(device.person() === 'vera' && random.chance(0.8));
	if (random.chance(0.2)) tab.channels.sounds.state.set('blocked');
}

/** Leaves a page; it may come back. */
function putAside(tab: SimTab): void {
	tab.page.tell('left');
	tab.page.set({ hidden: true });
	tab.scope.freeze();
}

/** Brings back all that stood still. */
export function bringBack(tab: SimTab, how: 'restored' | 'resumed'): void {
	if (!tab.scope.isFrozen()) return;
	tab.scope.thaw();
	tab.page.tell(how);
	if (how === 'restored') tab.page.set({ hidden: false });
}

function reload(world: World, tab: SimTab): void {
	const isAll = tab.isWatchingAll();
	tab.page.tell('left');
	world.killTab(tab, 'told');
	world.openTab(tab.device, { hidden: tab.page.hidden(), focused: tab.page.focused() }).watchAll(isAll);
}

function pickCommand(tab: SimTab, random: Random): { key: string; action: Action } | undefined {
	const feed = tab.client.feed(tab.isWatchingAll() ? 'all' : 'mine');
	const { running, paused, queued, finished } = feed.groups.get();
	const key = random.pick([...running, ...paused, ...queued, ...finished]);
	if (key === undefined) return undefined;
	const offered = feed.peek(key)?.actions ?? [];
	return { key, action: random.pick(random.chance(0.8) && offered.length > 0 ? offered : allActions) ?? 'cancel' };
}

/** What people and browsers do with pages. */
export const tabActions: readonly SimAction[] = [
	{ name: 'a page is opened', weight: 3, run: open },
	{
		name: 'a page is closed',
		weight: 1,
		run(world, random) {
			const tab = random.pick(world.tabs());
			if (tab === undefined) return;
			if (!tab.scope.isFrozen()) tab.page.tell('left');
			world.killTab(tab, 'told');
		},
	},
	{
		name: 'a page crashes',
		weight: 2,
		run(world, random) {
			const tab = random.pick(world.tabs());
			if (tab !== undefined) world.killTab(tab, random.chance(0.5) ? 'told' : 'untold');
		},
	},
	{
		name: 'a page is reloaded',
		weight: 2,
		run(world, random) {
			const tab = pickTab(world, random);
			if (tab !== undefined) reload(world, tab);
		},
	},
	{
		name: 'a page is hidden',
		weight: 4,
		run(world, random) {
			const tab = pickTab(world, random);
			tab?.page.set({ hidden: true });
			tab?.scope.throttle(random.pick([1, 1_000, 60_000]) ?? 1);
		},
	},
	{
		name: 'a page is seen',
		weight: 6,
		run(world, random) {
			const tab = pickTab(world, random);
			tab?.scope.throttle(1);
			tab?.page.set({ hidden: false, focused: random.chance(0.6) });
		},
	},
	{
		name: 'the focus goes elsewhere',
		weight: 3,
		run: (world, random) => pickTab(world, random)?.page.set({ focused: random.chance(0.5) }),
	},
	{
		name: 'a page is frozen',
		weight: 2,
		run(world, random) {
			const tab = pickTab(world, random);
			tab?.page.set({ hidden: true });
			tab?.page.tell('frozen');
			tab?.scope.freeze();
		},
	},
	{
		name: 'frozen pages go on',
		weight: 4,
		run(world) {
			for (const tab of world.tabs()) bringBack(tab, 'resumed');
		},
	},
	{
		name: 'a page goes into the back/forward cache',
		weight: 2,
		run(world, random) {
			const tab = pickTab(world, random);
			if (tab !== undefined) putAside(tab);
		},
	},
	{
		name: 'pages come out of the back/forward cache',
		weight: 3,
		run(world) {
			for (const tab of world.tabs()) bringBack(tab, 'restored');
		},
	},
	{
		name: 'a clock is set',
		weight: 1,
		run(world, random) {
			const device = random.pick(world.devices);
			if (device === undefined) return;
			const ms = random.pick([-86_400_000, -60_000, -3_000, 3_000, 60_000, 28_800_000]) ?? 0;
			device.skewMs += ms;
			for (const tab of world.tabs()) if (tab.device === device) tab.scope.jump(ms);
			for (const person of personIds) device.rung(person).clockSet();
		},
	},
	{
		name: 'a page goes offline, or online',
		weight: 2,
		run: (world, random) => pickTab(world, random)?.setOnline(random.chance(0.6)),
	},
	{
		name: 'a page watches all, or no longer',
		weight: 2,
		// Those who may not see all ask for it too, and are refused.
		run: (world, random) => pickTab(world, random)?.watchAll(random.chance(0.7)),
	},
	{
		name: 'somebody asks something of a job',
		weight: 10,
		run(world, random) {
			const tab = pickTab(world, random);
			const asked = tab === undefined ? undefined : pickCommand(tab, random);
			if (tab === undefined || asked === undefined) return;
			world.command(tab, asked);
			if (random.chance(0.2)) world.command(tab, asked);
		},
	},
	{
		name: 'somebody asks something of another’s job',
		weight: 1,
		run(world, random) {
			const tab = pickTab(world, random);
			const foreign = world.engine.records().filter(({ owner }) => owner?.id !== tab?.device.person());
			const key = random.pick(foreign)?.key;
			if (tab !== undefined && key !== undefined)
				world.command(tab, { key, action: random.pick(allActions) ?? 'cancel' });
		},
	},
	{
		name: 'somebody asks something of all their jobs',
		weight: 1,
		run(world, random) {
			const action = random.pick(['cancel-queued', 'cancel-others', 'undo'] as const);
			if (action !== undefined) void pickTab(world, random)?.client.commandAll(action);
		},
	},
	{
		name: 'somebody else logs in on a browser',
		weight: 2,
		run(world, random) {
			const device = random.pick(world.devices);
			const was = device?.person();
			const person = random.pick(personIds.filter((id) => id !== was));
			if (device === undefined || was === undefined || person === undefined) return;
			world.people.signIn({ person, device: device.name });
			const loginId = toToken({ person: was, device: device.name });
			if (random.chance(0.7)) for (const each of world.gateways) each?.gateway.closeViewer({ viewerId: was, loginId });
			// It was done on one of the pages, which loads anew; the others stay as they were.
			const tab = random.pick(world.tabs().filter((each) => each.device === device && !each.scope.isFrozen()));
			if (tab !== undefined) reload(world, tab);
		},
	},
	{
		name: 'a page may sound from now on, or no longer',
		weight: 1,
		run: (world, random) => pickTab(world, random)?.channels.sounds.state.set(random.chance(0.6) ? 'ready' : 'blocked'),
	},
	{
		name: 'a connection is asked for anew',
		weight: 1,
		run: (world, random) => pickTab(world, random)?.reconnect(),
	},
];
