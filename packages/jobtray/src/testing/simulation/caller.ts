import type { FrameFacts } from './frame-facts.ts';
import type { Login } from './people.ts';
import type { SimScope } from './sim-clock.ts';

/** A page, as far as its network goes. */
export interface Caller {
	readonly name: string;
	readonly scope: SimScope;
	/** What it shows of itself when it asks now: the browser's login. */
	login(): Login;
	isOnline(): boolean;
	/** A frame was handed over; `isCurrent` is false for what comes late on a socket that was given up. */
	handedOver(facts: FrameFacts, isCurrent: boolean): void;
}
