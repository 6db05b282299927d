/** How the connection stands. `asOf` is when the server was last heard, on this device's clock; absent if never. */
export type LinkState =
	| { status: 'closed' }
	| { status: 'connecting'; attempt: number; asOf?: number }
	| { status: 'live' }
	| { status: 'waiting'; attempt: number; retryAt: number; asOf?: number }
	/** Nothing more is tried until `reconnect()`: the login is over, or it was never allowed. */
	| { status: 'stopped'; reason: 'login' | 'forbidden'; asOf?: number };
