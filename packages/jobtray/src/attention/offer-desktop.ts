import type { JobtrayClient } from '../client/index.ts';
import type { Job } from '../protocol/index.ts';
import type { AttentionState } from './attention-state.ts';
import type { KeyValueStorage } from './key-value-storage.ts';

/** From so long on a job is worth leaving the page for. */
const longMs = 60_000;

/** What offers desktop notifications. */
export interface DesktopOffer {
	/** The person has answered, whatever it was: it is not offered again. */
	answered(): void;
	/** Idempotent. */
	close(): void;
}

/** Chooses whether to offer desktop notifications, once per person and device, and shows it in `state`. */
export function offerDesktop(options: {
	client: JobtrayClient;
	storage: KeyValueStorage;
	/** Tells gateway and person. */
	name: string;
	state: AttentionState;
}): DesktopOffer {
	const { client, storage, state } = options;
	const feed = client.feed('mine');
	const key = `${options.name}:desktop-offer`;

	function look(): void {
		const isOpen = state.channels.get().desktop === 'default' && storage.read(key) === null;
		const { running, paused, queued } = feed.groups.get();
		const isBusy = running.length + paused.length + queued.length > 0;
		// Once offered it stays while there is something to wait for: what comes and goes is missed.
		state.offersDesktop.set(isOpen && isBusy && (state.offersDesktop.get() || hasLong()));
	}

	function hasLong(): boolean {
		const { running, queued } = feed.groups.get();
		const now = client.now();
		return [...running, ...queued].some((each) => {
			const job = feed.job(each).get();
			return job !== undefined && isLong(job, now);
		});
	}

	const undo = [
		feed.groups.subscribe(look),
		feed.summary.subscribe(look),
		state.channels.subscribe(look),
		storage.subscribe(look),
		client.page.subscribe(look),
	];
	look();

	return {
		answered() {
			storage.write(key, 'answered');
			look();
		},
		close() {
			for (const end of undo.splice(0)) end();
			state.offersDesktop.set(false);
		},
	};
}

/** Whether a job takes, should take or has already taken long. */
function isLong({ startedAt = Infinity, etaAt = 0, expectedMs = 0, pausedMs }: Job, now: number): boolean {
	return Math.max(expectedMs, Math.max(etaAt, now) - startedAt - pausedMs) > longMs;
}
