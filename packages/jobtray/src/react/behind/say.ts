import type { Cell } from '../../client/cell.ts';
import type { Said } from '../said.ts';

/** Says something aloud, also where it is what was said last. */
export function say(said: Cell<Said>, text: string): void {
	said.set({ text, times: said.get().times + 1 });
}
