/** One open WebSocket, as far as a session needs it. */
export interface SessionSocket {
	/** Sends one text frame. Does nothing once closed. */
	send(text: string): void;
	/** Bytes handed over but not yet taken by the network. */
	bufferedBytes(): number;
	/** Closes with a handshake. */
	close(code: number, reason: string): void;
	/** Ends it without one. */
	terminate(): void;
}
