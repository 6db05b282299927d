import type { JobtrayClient } from '../client/index.ts';
import type { AttentionState } from './attention-state.ts';
import type { DesktopState, TestedChannel, TestResult } from './channel-states.ts';
import type { Channels } from './channels.ts';
import type { Notice } from './notice.ts';

/** How long each picture of a trial stays. */
const shownMs = 2_000;

/** Tries channels for a person who wants to know whether they work. */
export interface Trials {
	test(channel: TestedChannel): Promise<TestResult>;
	/** Ends what is shown. Idempotent. */
	close(): void;
}

/** What trials need. */
export interface TrialOptions {
	client: JobtrayClient;
	state: AttentionState;
	channels: Channels;
	notify(notice: Notice): void;
	showNote(notice: Notice): Promise<boolean>;
	askDesktop(): Promise<DesktopState>;
	/** Shows again what title and icon show. */
	update(): void;
}

/** Creates what tries channels, each as an end would use it. */
export function createTrials(options: TrialOptions): Trials {
	const { client, state, channels } = options;
	const timers = new Set<() => void>();

	function showInTurn(steps: readonly (() => void)[]): void {
		const [step, ...rest] = steps;
		step?.();
		if (rest.length === 0) return;
		const cancel = client.clock.setTimer(shownMs, () => {
			timers.delete(cancel);
			showInTurn(rest);
		});
		timers.add(cancel);
	}

	async function ring(kind: 'success' | 'failure'): Promise<TestResult> {
		const { sounds } = channels;
		if (sounds.state.get() === 'missing') return 'missing';
		const { sound } = state.preferences.get();
		return (await sounds.unlock()) && sounds.play(sound[kind], { volume: sound.volume }) ? 'done' : 'blocked';
	}

	async function notifyDesktop(): Promise<TestResult> {
		const { desktop } = channels;
		const answer = desktop.state.get() === 'default' ? await options.askDesktop() : desktop.state.get();
		if (answer === 'missing') return 'missing';
		const shown = answer === 'granted' && (await options.showNote({ type: 'test' }));
		return shown ? 'done' : 'blocked';
	}

	function count(): TestResult {
		const { badge } = channels;
		if (badge.state === 'missing') return 'missing';
		const { completed, failed } = state.unseen.get();
		const own = () => badge.show(state.preferences.get().badge ? completed + failed : 0);
		showInTurn([() => badge.show(completed + failed + 1), own]);
		return 'done';
	}

	return {
		async test(channel) {
			switch (channel) {
				case 'toast':
					options.notify({ type: 'test' });
					return 'done';
				case 'sound-success':
					return ring('success');
				case 'sound-failure':
					return ring('failure');
				case 'desktop':
					return notifyDesktop();
				case 'favicon': {
					const { favicon } = channels;
					showInTurn([
						() => favicon.show({ progress: 0.7, mark: null }),
						() => favicon.show({ progress: null, mark: 'done' }),
						options.update,
					]);
					return 'done';
				}
				case 'badge':
					return count();
			}
		},
		close() {
			for (const cancel of timers) cancel();
			timers.clear();
		},
	};
}
