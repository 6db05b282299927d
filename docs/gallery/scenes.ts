import type { Job } from '../../packages/jobtray/src/protocol/index.ts';
import * as jobs from './jobs.ts';
import { obey } from './obey.ts';
import type { Props } from './stage.tsx';

const minute = 60_000;

function batch(progress: number | null, count = 6) {
	return { since: jobs.now - 20 * minute, jobs: count, ended: 0, progress, endsAt: jobs.now + 24 * minute };
}

function fill({ client }: Props, { rows, progress, count }: { rows: Job[]; progress: number | null; count?: number }) {
	obey(client);
	for (const scope of ['mine', 'all'] as const) {
		const feed = client.feed(scope);
		feed.setQueue(jobs.queue);
		feed.setBatch(rows.length > 0 ? batch(progress, count) : null);
		feed.put(...rows);
	}
}

/** The button's states, each with what it is called. */
export const buttons: { name: string; set(props: Props): void }[] = [
	{ name: 'idle', set: (props) => fill(props, { rows: [], progress: null }) },
	{ name: 'running', set: (props) => fill(props, { rows: [jobs.scene3], progress: 0.41, count: 1 }) },
	{ name: 'no percentage yet', set: (props) => fill(props, { rows: [jobs.upscale, jobs.scene5], progress: null }) },
	{ name: 'paused: nothing runs', set: (props) => fill(props, { rows: [jobs.held], progress: 0.41, count: 1 }) },
	{
		name: 'done, not yet seen',
		set(props) {
			fill(props, { rows: [], progress: null });
			props.attention.unseen.set({ completed: 2, failed: 0 });
		},
	},
	{
		name: 'failed, not yet seen; one runs',
		set(props) {
			fill(props, { rows: [jobs.scene3], progress: 0.73, count: 1 });
			props.attention.unseen.set({ completed: 0, failed: 1 });
		},
	},
	{
		name: 'done, not yet seen; two run',
		set(props) {
			fill(props, { rows: [jobs.scene3, jobs.scene4, jobs.scene5], progress: 0.36 });
			props.attention.unseen.set({ completed: 3, failed: 0 });
		},
	},
	{
		name: 'link lost: what is shown is old, and says so',
		set(props) {
			fill(props, { rows: [jobs.scene3], progress: 0.73 });
			props.client.link.set({ status: 'connecting', attempt: 2, asOf: jobs.now - 12_000 });
		},
	},
	{
		name: 'more than 99',
		set(props) {
			const many = Array.from({ length: 120 }, (_, at) => ({ ...jobs.scene5, key: `scenes:q${at}` }));
			fill(props, { rows: [jobs.scene3, jobs.scene4, ...many], progress: 0.08 });
		},
	},
];

const sounds = ['chime', 'pebble', 'marimba', 'bell', 'drop', 'glass', 'low', 'knock'].map((id) => ({ id }));

/** A person who has turned on what there is, in a browser that allows it. */
function turnOn({ attention }: Props) {
	attention.sounds.set(sounds);
	attention.channels.set({ sound: 'ready', desktop: 'granted', badge: 'missing' });
	attention.setPreferences({
		sound: { on: true, success: 'marimba', failure: 'low', volume: 0.5, when: 'unfocused' },
		desktop: true,
		longerThanMs: 10_000,
		quietHours: { fromMin: 22 * 60, toMin: 7 * 60 },
	});
}

/** What the tray in the bar shows. */
export const scenes: Record<string, (props: Props) => void> = {
	panel: (props) => fill(props, { rows: jobs.everything, progress: 0.73 }),
	troubled: (props) => fill(props, { rows: [jobs.scene3, jobs.stalled, jobs.held, jobs.scene5], progress: 0.41 }),
	offline(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		props.client.link.set({ status: 'connecting', attempt: 2, asOf: jobs.now - 12_000 });
	},
	empty: (props) => fill(props, { rows: [], progress: null }),
	/** Below tabs that say the same. */
	tabs: (props) => fill(props, { rows: [jobs.scene3], progress: 0.73, count: 1 }),
	toasts(props) {
		fill(props, { rows: [jobs.scene4, jobs.scene5], progress: 0.22 });
		const end = (job: Job) => ({ id: job.key, job, learnt: 'live' as const });
		props.notices.push({ type: 'summary', completed: 3, failed: 1 });
		props.notices.push({ type: 'ended', end: end(jobs.failed) });
		props.notices.push({ type: 'ended', end: end(jobs.doneNow) });
	},
	settings(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		turnOn(props);
	},
	'settings-first'(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		props.attention.channels.set({ sound: 'ready', desktop: 'default', badge: 'missing' });
	},
	'settings-blocked'(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		turnOn(props);
		props.attention.channels.set({ sound: 'blocked', desktop: 'denied', badge: 'missing' });
		props.attention.test = async (channel) =>
			channel.startsWith('sound') ? 'blocked' : channel === 'badge' ? 'missing' : 'done';
		// Time stands still here; between two sounds it may move.
		setInterval(() => props.client.clock.advance(1_000), 200);
	},
	offer(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		props.attention.offersDesktop.set(true);
	},
	undo: (props) =>
		fill(props, { rows: [jobs.scene3, jobs.scene5, jobs.undoable, jobs.scene7, jobs.done], progress: 0.73 }),
	'undo-many'(props) {
		const many = Array.from({ length: 12 }, (_, at) => ({
			...jobs.undoable,
			key: `scenes:u${at}`,
			name: `Generating Scene ${at + 6} · Mira, rooftop`,
		}));
		fill(props, { rows: [jobs.scene3, ...many], progress: 0.73 });
	},
	bundle: (props) =>
		fill(props, {
			rows: [jobs.scene3, ...jobs.tilesMembers, jobs.tilesParent, jobs.scene5, jobs.done],
			progress: 0.41,
		}),
	bulk: (props) => fill(props, { rows: [...jobs.everything, jobs.held], progress: 0.73 }),
	bells(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		props.attention.setBell(jobs.scene3.key, 'on');
		props.attention.setBell(jobs.scene5.key, 'off');
	},
	/** As the panel, and handed to whoever looks at it, so that a test can let things happen. */
	live(props) {
		fill(props, { rows: jobs.everything, progress: 0.73 });
		Object.assign(window, { live: props });
	},
	thousands(props) {
		const many = Array.from({ length: 10_000 }, (_, at) => ({
			...jobs.scene5,
			key: `scenes:q${at}`,
			name: `Generating Scene ${at + 5} · Jon, harbour`,
			place: { lane: 0, at },
		}));
		fill(props, { rows: [jobs.scene3, ...many, jobs.done], progress: 0.02, count: 10_002 });
	},
};
