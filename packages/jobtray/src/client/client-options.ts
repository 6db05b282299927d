import type { Clock } from '../protocol/index.ts';
import type { Page } from './page.ts';
import type { Transport } from './transport.ts';

/** How a client reaches its gateway; everything has a default in a browser. */
export interface ClientOptions {
	/** Base of the gateway: a path on the page's host, or an absolute `http(s)` address. Default `/jobtray`. */
	url?: string;
	/** Opens connections. Default: the browser's WebSocket. */
	transport?: Transport;
	/** Sends commands. Default: `fetch`. For a gateway on another origin hand in one that sets `credentials: 'include'`. */
	request?: typeof fetch;
	/** Default: this device's clock. */
	clock?: Clock;
	/** Default: the page this script runs in. */
	page?: Page;
	/** 0..1, for jitter. Default `Math.random`. */
	random?: () => number;
}
