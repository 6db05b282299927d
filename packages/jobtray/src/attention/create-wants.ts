import type { JobtrayClient, RunEnd } from '../client/index.ts';
import type { AttentionState } from './attention-state.ts';
import { isQuietAt, isWanted } from './decide-telling.ts';

/** What the parts that tell ask of a person's choices. */
export interface Wants {
	/** Settles once the preferences are known, as far as they can be. */
	settled: Promise<void>;
	/** Whether the person wants to be told of an end. */
	wants(end: RunEnd): boolean;
	/** Whether it is within the quiet hours. */
	quiet(): boolean;
}

/** Reads a person's choices as they are now. */
export function createWants(options: { client: JobtrayClient; state: AttentionState; settled: Promise<void> }): Wants {
	const { client, state, settled } = options;
	return {
		settled,
		wants({ job }) {
			return isWanted(job, { preferences: state.preferences.get(), bell: state.bells.get().get(job.key) ?? 'default' });
		},
		quiet() {
			const now = new Date(client.clock.now());
			return isQuietAt(now.getHours() * 60 + now.getMinutes(), state.preferences.get().quietHours);
		},
	};
}
