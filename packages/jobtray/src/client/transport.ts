/** What a connection tells. Nothing is told during `open`, nor after `closed` or after the client's own `close`. */
export interface SocketEvents {
	/** The connection stands. */
	opened(): void;
	/** One text frame. */
	received(text: string): void;
	/** It is over, or never came to stand. `code` and `reason` as in RFC 6455; 1006 and nothing where nothing was said. */
	closed(code: number, reason?: string): void;
}

/** One connection. */
export interface Socket {
	/** Sends one text frame. Does nothing unless the connection stands. */
	send(text: string): void;
	/** Ends the connection. Idempotent. */
	close(): void;
}

/** Opens connections with the subprotocol `jobtray.v1`: a port, so that the link can be driven without a network. */
export interface Transport {
	/** Begins to open a connection. `address` is the gateway's socket, absolute or relative to the page. Never throws. */
	open(address: string, events: SocketEvents): Socket;
}
