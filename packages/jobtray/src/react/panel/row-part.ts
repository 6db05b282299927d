import type { Job, Scope } from '../../protocol/index.ts';
import type { Commands } from './use-commands.ts';

/** What the inside of a row is given. */
export interface RowPartProps {
	job: Job;
	scope: Scope;
	commands: Commands;
}
