import type { Clock } from '../../protocol/index.ts';
import type { Feed } from '../board/feed.ts';
import type { ServedBoard } from '../served-board.ts';

/** How long a request waits for a feed that is not whole yet; another gateway may have to send it first. */
const waitMs = 2_000;

/** Whether a feed is whole, now or soon. Asking for it keeps it for a while. */
export function waitWhole(
	feed: Feed,
	{ board, clock }: { board: Pick<ServedBoard, 'whenWhole'>; clock: Clock },
): Promise<boolean> {
	feed.hold();
	return new Promise<boolean>((resolve) => {
		let cancelTimer = () => {};
		const callOff = board.whenWhole(feed, () => {
			cancelTimer();
			resolve(true);
		});
		cancelTimer = clock.setTimer(waitMs, () => {
			callOff();
			resolve(false);
		});
	}).finally(() => feed.release());
}
