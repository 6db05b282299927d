import type { Notice } from '../../attention/index.ts';
import type { Cell } from '../../client/cell.ts';
import type { FirstLabels } from '../labels/labels.ts';
import type { Said } from '../said.ts';
import { say } from './say.ts';
import { toSaid } from './to-said.ts';

/** Says a notice aloud. */
export function sayNotice(notice: Notice, { said, labels }: { said: Cell<Said>; labels: FirstLabels }): void {
	say(said, toSaid(notice, labels));
}
