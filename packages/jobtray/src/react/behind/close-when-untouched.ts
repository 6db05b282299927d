import type { JobtrayClient } from '../../client/index.ts';
import type { RootContextValue } from '../root.tsx';
import type { Trays } from '../trays.ts';

/** How long a panel that has opened by itself stays, unless somebody touches it. */
const stayMs = 5_000;

const touches = ['pointerover', 'pointerdown', 'focusin'] as const;

/** Closes panels that have opened by themselves, unless somebody touches them. Returns what ends it. */
export function closeWhenUntouched({ client, trays }: { client: JobtrayClient; trays: Trays }): () => void {
	let leave: (() => void)[] = [];

	function follow(): void {
		unfollow();
		leave = trays.all().map((tray) => watch(tray, client));
	}

	function unfollow(): void {
		for (const end of leave) end();
	}

	const leaveTrays = trays.subscribe(follow);
	follow();
	return () => {
		leaveTrays();
		unfollow();
	};
}

function watch({ open, byItself, panelId }: RootContextValue, { clock }: JobtrayClient): () => void {
	let stop: (() => void) | null = null;

	function touch({ target }: Event): void {
		if (target instanceof Node && document.getElementById(panelId)?.contains(target)) byItself.set(false);
	}

	function start(): () => void {
		const cancel = clock.setTimer(stayMs, () => open.set(false));
		for (const type of touches) document.addEventListener(type, touch);
		return () => {
			cancel();
			for (const type of touches) document.removeEventListener(type, touch);
		};
	}

	function look(): void {
		const runs = open.get() && byItself.get();
		if (runs) stop ??= start();
		else {
			stop?.();
			stop = null;
		}
	}

	const undo = [open.subscribe(look), byItself.subscribe(look)];
	look();
	return () => {
		for (const end of undo) end();
		stop?.();
	};
}
