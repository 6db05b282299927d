import type { AttentionState } from './attention-state.ts';
import type { Channels } from './channels.ts';

/** Shows in `state` what the browser allows and which sounds there are, counts on the badge, and says who reads the panel. */
export function watchChannels({ state, channels }: { state: AttentionState; channels: Channels }): { close(): void } {
	const { sounds, desktop, badge, presence } = channels;

	function look(): void {
		const next = { sound: sounds.state.get(), desktop: desktop.state.get(), badge: badge.state };
		const before = state.channels.get();
		const isSame = before.sound === next.sound && before.desktop === next.desktop && before.badge === next.badge;
		if (!isSame) state.channels.set(next);
	}

	function count(): void {
		const { completed, failed } = state.unseen.get();
		badge.show(state.preferences.get().badge ? completed + failed : 0);
	}

	const read = () => presence.setReading(state.panelOpen.get());

	const undo = [
		sounds.state.subscribe(look),
		desktop.state.subscribe(look),
		state.unseen.subscribe(count),
		state.preferences.subscribe(count),
		state.panelOpen.subscribe(read),
	];
	state.sounds.set(sounds.ids.map((id) => ({ id })));
	look();
	count();
	read();

	return {
		close() {
			for (const end of undo.splice(0)) end();
		},
	};
}
