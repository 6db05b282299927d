import type { Job, Scope } from '../../protocol/index.ts';
import type { RowForm } from './to-list-items.ts';
import type { Commands } from './use-commands.ts';

/** What the inside of a row is given. */
export interface RowPartProps {
	job: Job;
	scope: Scope;
	/** How it is drawn, which may be as the job was when its row was laid out. */
	form: RowForm;
	commands: Commands;
}
