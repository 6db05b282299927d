import { type Board, createBoard } from './board/board.ts';
import { createKeeper } from './keeper.ts';
import type { ServedBoard, ServedBoardParts } from './served-board.ts';

/** Opens a board that this gateway keeps by itself, of all that the source has. */
export function openOwnBoard(parts: ServedBoardParts): ServedBoard & Board {
	const { epoch, finished, parallel, onTick, clock } = parts;
	const board = createBoard({ epoch, finished, parallel });
	const keeper = createKeeper({ ...parts, board, maxAgeMs: finished.maxAgeMs, onSwept: onTick });

	return {
		...board,
		ready: keeper.ready,
		whenWhole(_feed, run) {
			let isOff = false;
			if (board.isLoaded()) run();
			else keeper.onceLoaded(() => isOff || run());
			return () => {
				isOff = true;
			};
		},
		accepted: (keys, command) => board.applyAll(keys, { type: 'asked', ...command }, clock.now()),
		look(keys) {
			for (const key of keys) keeper.look(key);
		},
		health: keeper.health,
		async close() {
			keeper.close();
		},
	};
}
