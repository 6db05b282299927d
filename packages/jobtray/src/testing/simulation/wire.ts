import type { Socket } from '../../client/index.ts';
import type { Caller } from './caller.ts';
import type { PersonId } from './people.ts';
import type { SimGateway } from './sim-gateway.ts';

/** Either way between the two ends. */
export type Way = 'up' | 'down';

/** Whom a frame goes to. */
export interface Recipient {
	readonly person: PersonId;
	/** The page's name. */
	readonly page: string;
}

/** One connection: two queues, and what is wrong with them. */
export interface Wire {
	readonly id: number;
	readonly caller: Caller;
	/** Who was logged in when it was opened. */
	readonly person: PersonId;
	readonly socket: Socket;
	gateway(): SimGateway | null;
	isOpening(): boolean;
	isOpen(): boolean;
	/** Nothing more can come of it. */
	isOver(): boolean;
	accept(gateway: SimGateway): void;
	refuse(): void;
	/** Hands over what has arrived; whether that was anything. */
	deliver(now: number): boolean;
	/** Holds what goes one way, or lets it go on. */
	hold(way: Way, isHeld: boolean): void;
	isHeld(way: Way): boolean;
	/** How much heavier than it is the server takes what waits to be read. */
	weigh(times: number): void;
	/** The next frames down are lost, or come twice. */
	spoil(how: 'loses' | 'repeats', frames: number): void;
	/** When it last lost a frame; `-Infinity` where it never did. */
	lostAt(): number;
	/** Hands a text to one end that the other never sent. */
	inject(way: Way, text: string): void;
	/** Breaks it for both ends, or for one that hears of it while the other does not. */
	cut(told: 'both' | 'client' | 'server'): void;
	loseServer(): void;
	loseClient(how: 'told' | 'untold'): void;
}
