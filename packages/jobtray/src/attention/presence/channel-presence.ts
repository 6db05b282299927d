import type { Page } from '../../client/index.ts';
import type { Clock } from '../../protocol/index.ts';
import { joinPresence, type Presence, type PresenceState } from './presence.ts';
import { watchPage } from './watch-page.ts';

/** How long the other tabs have to answer. */
const answerMs = 200;

/** What tabs say to each other: a question, or how it stands with one of them. */
type Message = { ask: true } | PresenceState;

/** Asks the other tabs, where the browser has no locks. A tab that does not answer in time does not count. */
export function createChannelPresence({ name, page, clock }: { name: string; page: Page; clock: Clock }): Presence {
	const watched = watchPage(page, follow);
	const asking = new Set<(state: PresenceState) => void>();
	const cancels = new Set<() => void>();
	let channel: BroadcastChannel | null = null;
	let closed = false;

	function follow(): void {
		// An open channel may keep the page out of the back/forward cache.
		if (watched.left()) leave();
		else join();
	}

	function join(): void {
		if (channel !== null || closed) return;
		channel = new BroadcastChannel(name);
		channel.onmessage = ({ data }: MessageEvent<Message>) => {
			if ('ask' in data) channel?.postMessage(watched.state());
			else for (const hear of asking) hear(data);
		};
	}

	function leave(): void {
		channel?.close();
		channel = null;
	}

	follow();

	return {
		setReading: watched.setReading,
		look() {
			let others = watched.state();
			const hear = (state: PresenceState) => {
				others = joinPresence(others, state);
			};
			asking.add(hear);
			channel?.postMessage({ ask: true } satisfies Message);
			return new Promise((resolve) => {
				function end(): void {
					cancel();
					asking.delete(hear);
					cancels.delete(end);
					resolve(joinPresence(others, watched.state()));
				}
				const cancel = clock.setTimer(answerMs, end);
				cancels.add(end);
			});
		},
		close() {
			closed = true;
			watched.close();
			leave();
			for (const end of [...cancels]) end();
		},
	};
}
