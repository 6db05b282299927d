import type { JobtrayClient, RunEnd } from '../client/index.ts';
import type { AttentionState } from './attention-state.ts';
import type { Channels } from './channels.ts';
import type { Wants } from './create-wants.ts';
import { decideManner } from './decide-notices.ts';
import { decideSound } from './decide-telling.ts';
import type { Heard } from './heard.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import type { Ledger } from './ledger/ledger.ts';
import { toTold } from './to-told.ts';

/** Ends within this are heard as one; only a failure after a success is heard by itself. */
const oneSoundMs = 1_000;

/** What rings for ends. */
export interface Ringer {
	learn(heard: Heard): void;
	/** Idempotent. */
	close(): void;
}

/**
 * Rings once over all tabs, as the end happens: a claim of its own in the ledger, so that a hidden page may ring for what is
 * shown later. A page that the browser keeps silent claims nothing. Never rings for what is found at a load or after an absence.
 */
export function createRinger(options: {
	client: JobtrayClient;
	ledger: Ledger;
	storage: KeyValueStorage;
	/** Tells gateway and person. */
	name: string;
	state: AttentionState;
	wants: Wants;
	channels: Pick<Channels, 'sounds' | 'presence'>;
}): Ringer {
	const { client, ledger, storage, state, wants } = options;
	const { sounds, presence } = options.channels;
	const { clock } = client;
	const key = `${options.name}:rang`;
	let closed = false;

	async function ring(ends: readonly RunEnd[], left: number): Promise<void> {
		await wants.settled;
		const wanted = ends.filter(wants.wants);
		if (!state.preferences.get().sound.on || wanted.length === 0) return;
		const standing = {
			preferences: state.preferences.get(),
			quiet: wants.quiet(),
			presence: await presence.look(),
			left,
		};
		if (closed || decideSound(wanted, standing) === null || sounds.state.get() !== 'ready') return;
		const claims = wanted.map((end) => ({ ...toTold(end), id: `${end.id}~sound` }));
		const won = await ledger.claim(claims);
		const kind = decideSound(
			wanted.filter(({ id }) => won.has(`${id}~sound`)),
			standing,
		);
		if (closed || kind === null || hasRung(kind)) return;
		storage.write(key, `${clock.now()} ${kind}`);
		const { sound } = standing.preferences;
		sounds.play(sound[kind], { volume: sound.volume });
	}

	/** Whether another end of the same moment has rung already, here or in another tab. */
	function hasRung(kind: 'success' | 'failure'): boolean {
		const [at = '', before] = (storage.read(key) ?? '').split(' ');
		const agoMs = clock.now() - Number(at);
		return agoMs >= 0 && agoMs < oneSoundMs && (kind === 'success' || before === 'failure');
	}

	return {
		learn({ ends, now, linkedSince }) {
			const news = ends.filter((end) => {
				if (end.learnt === 'snapshot' || end.job.status === 'cancelled') return false;
				return decideManner(end, { now, linkedSince, seen: true }) !== 'late';
			});
			const { running, queued, paused } = client.feed('mine').summary.get();
			if (news.length > 0) void ring(news, running + queued + paused);
		},
		close() {
			closed = true;
		},
	};
}
