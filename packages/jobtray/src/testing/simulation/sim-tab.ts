import { type Attention, type Channels, createAttention, type Notice } from '../../attention/index.ts';
import { createStorageLedger } from '../../attention/ledger/storage-ledger.ts';
import { createClient, type JobtrayClient } from '../../client/index.ts';
import { createFakeChannels, type FakeChannels } from '../fake-channels.ts';
import { createFakePage, type FakePage, type FakePageState } from '../fake-page.ts';
import type { Caller } from './caller.ts';
import { checkAttempts } from './check-attempts.ts';
import type { Network } from './network.ts';
import { type PersonId, personIds } from './people.ts';
import type { Pulse } from './pulse.ts';
import { createRandom, toSubSeed } from './random.ts';
import type { SimClock, SimScope } from './sim-clock.ts';
import { type SimDevice, toLedgerPerson } from './sim-device.ts';
import { createSimLedger } from './sim-ledger.ts';
import { createSimRequest } from './sim-request.ts';
import { createTabStorage } from './tab-storage.ts';
import { createPageModel, type PageModel } from './view-model.ts';

/** One page with the real client and the real attention on it. */
export interface SimTab extends Caller {
	readonly device: SimDevice;
	readonly scope: SimScope;
	readonly page: FakePage;
	readonly client: JobtrayClient;
	readonly attention: Attention;
	readonly channels: FakeChannels;
	readonly model: PageModel;
	/** Whose jobs it shows: who the gateway last said was there. */
	viewer(): PersonId | undefined;
	/** Watches the jobs of all, or no longer. */
	watchAll(isOn: boolean): void;
	isWatchingAll(): boolean;
	/** Takes the network from this page, or gives it back. */
	setOnline(isOn: boolean): void;
	/** The person asks for a connection at once. */
	reconnect(): void;
	/** Unmounts the tray, as leaving the app does; the page stays for a moment. */
	unmount(): void;
	/** The page is gone from one moment to the next. */
	kill(): void;
	/** Lets go of what pages have in common here, as they share a process; once all else is gone. */
	letGo(): void;
}

/** How a tab is opened. */
export interface SimTabOptions {
	name: string;
	seed: number;
	device: SimDevice;
	clock: SimClock;
	network: Network;
	pulse: Pulse;
	page: FakePageState;
	/** How long requests, and answers of the ledger, are under way at most, milliseconds. */
	lagMs(): number;
	trace(line: string): void;
	fail(message: string): void;
}

/** Opens a page on a device. */
export function openSimTab(options: SimTabOptions): SimTab {
	const { name, seed, device, clock, network, pulse, lagMs, trace, fail } = options;
	const scope = clock.openScope();
	scope.jump(device.skewMs);
	/** What is under way between the page and what it asks; not the page's to clear away. */
	const outside = clock.openScope();
	const page = createFakePage(options.page);
	const model = createPageModel();
	let isOnline = true;
	const caller: Caller = {
		name,
		scope,
		login: () => ({ person: device.person(), device: device.name }),
		isOnline: () => isOnline,
		handedOver: (facts, isCurrent) => isCurrent && model.hear(facts),
	};
	const random = createRandom(seed);
	const request = createSimRequest({
		caller,
		network,
		outside,
		pulse,
		lagMs,
		answered: (done) => model.hearAnswer(done),
		random: createRandom(toSubSeed(seed, 1)),
	});
	const client = createClient({
		clock: scope,
		page,
		request,
		transport: network.transportFor(caller),
		random: random.next,
	});
	const storage = createTabStorage(device.storage.tab(), scope);
	const viewer = () => personIds.find((id) => id === client.viewer.get()?.id);
	const { channels, open } = createFakeChannels({
		page,
		presences: () => device.presences(viewer() ?? device.person()),
	});
	let noted: Notice | null = null;
	const tell = (notice: Notice, to = viewer()) => {
		if (!scope.isAlive() || to === undefined) return;
		trace(`${name}: tells ${to} ${toWords(notice)}`);
		device.told(to).told(name, notice);
	};
	const gone = () => {
		for (const person of personIds) device.told(person).gone(name);
	};

	function openChannels(given: Parameters<typeof open>[0]): Partial<Channels> {
		const opened = open(given);
		const show: Channels['desktop']['show'] = async (note) => {
			const [notice, to] = [noted, viewer()];
			pulse.beat();
			const isShown = await channels.desktop.show(note);
			if (isShown && notice !== null) tell(notice, to);
			return isShown;
		};
		const presence: Channels['presence'] = {
			...channels.presence,
			look() {
				pulse.beat();
				return channels.presence.look();
			},
		};
		const play: Channels['sounds']['play'] = (id, how) => {
			const [isPlayed, to] = [channels.sounds.play(id, how), viewer()];
			if (isPlayed && to !== undefined && scope.isAlive()) device.rung(to).rang(name, id, clock.now());
			return isPlayed;
		};
		const sounds = { ...channels.sounds, play };
		return { ...opened, sounds, desktop: { ...channels.desktop, show }, presence };
	}

	const attention = createAttention({
		client,
		title: null,
		storage,
		openLedger(ledgerName) {
			const person = toLedgerPerson(ledgerName);
			return createSimLedger({
				ledger: createStorageLedger({ storage, name: ledgerName }),
				random: createRandom(toSubSeed(seed, 2)),
				outside,
				pulse,
				lagMs,
				claimed(won) {
					trace(`${name}: lists ${[...won].join(', ') || 'nothing'} as told`);
					device.told(person).claimed(name, won);
					device.rung(person).claimed(name, won);
				},
				closed: () => device.told(person).gone(name),
			});
		},
		openChannels,
		notify: (notice) => tell(notice),
		navigate() {},
		toNote(notice) {
			noted = notice;
			return { title: '', body: '', href: null };
		},
	});
	if (device.usesDesktop) channels.desktop.state.set('granted');
	let isAsked = false;
	const leaveLink = checkAttempts({ name, client, clock: scope, wasAsked: () => isAsked, fail });
	const opened = [leaveLink, client.open(), attention.open()];
	let unwatch: (() => void) | null = null;

	return {
		...caller,
		device,
		page,
		client,
		attention,
		channels,
		model,
		viewer,
		isWatchingAll: () => unwatch !== null,
		watchAll(isOn) {
			if (isOn) unwatch ??= client.watch('all');
			else {
				unwatch?.();
				unwatch = null;
			}
		},
		reconnect() {
			isAsked = true;
			client.reconnect();
			isAsked = false;
		},
		setOnline(isOn) {
			if (isOnline === isOn) return;
			isOnline = isOn;
			page.tell(isOn ? 'online' : 'offline');
		},
		unmount() {
			this.watchAll(false);
			for (const close of opened.splice(0).reverse()) close();
			gone();
		},
		kill() {
			scope.kill();
			outside.kill();
			storage.drop();
			channels.presence.close();
			gone();
		},
		letGo() {
			for (const close of opened.splice(0).reverse()) close();
		},
	};
}

function toWords(notice: Notice): string {
	if (notice.type === 'ended') return `${notice.end.id} ${notice.end.job.status}`;
	if (notice.type === 'burst') return `a burst of ${notice.ends.map(({ id }) => id).join(', ')}`;
	return notice.type === 'summary' ? `a summary, ${notice.completed} completed, ${notice.failed} failed` : 'a trial';
}
