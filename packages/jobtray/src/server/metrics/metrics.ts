import type { ServedBoard } from '../served-board.ts';
import type { AuthRequest } from '../viewer.ts';
import type { Meter } from './measured.ts';

/** Whether and to whom a gateway tells its figures. Needs the package `prom-client`. */
export interface MetricsOptions {
	/** Says who may read them; nobody else gets them. Figures name no person and no job, but tell how busy a platform is. */
	authorise(request: AuthRequest): Promise<boolean> | boolean;
	/** Figures of this Node process as well: memory, event loop, garbage collection. Default false. */
	process?: boolean;
}

/** What is looked up when somebody asks, instead of being counted. */
export interface Facts {
	connections: number;
	jobs: number;
	health: ReturnType<ServedBoard['health']>;
}

/** The figures of one gateway. */
export interface Metrics {
	meter: Meter;
	/** Answers a request for them. */
	answer(request: Request): Promise<Response>;
}
