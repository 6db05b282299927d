import type { BullmqSource, Engine } from 'jobtray/bullmq';
import type { Logins } from '../auth/logins.ts';
import type { People } from '../data/people.ts';
import type { Places } from '../data/places.ts';
import type { Records } from '../data/records.ts';

/** What the routes work with. */
export interface StudioParts {
	engine: Engine;
	/** Reads jobs as the tray shows them. */
	source: Pick<BullmqSource, 'read'>;
	people: People;
	logins: Logins;
	records: Records;
	places: Places;
	/** How many scenes are made at once. */
	parallel: number;
	/** Ends the tray's connections of one login. */
	endConnections(login: { viewerId: string; loginId: string }): void;
	/** Answers how the tray's gateway is doing. */
	health(): Promise<Response>;
	/** Hears of faults that are not the person's. */
	report(error: unknown): void;
	/** Epoch ms. */
	now(): number;
}
