import { decodeServerMessage, type ServerMessage } from '../../protocol/index.ts';
import type { PersonId } from './people.ts';
import type { SimGateway, View } from './sim-gateway.ts';

/** What is known of a frame as it was sent. */
export interface FrameFacts {
	text: string;
	/** `null` for what is no message of the protocol. */
	message: ServerMessage | null;
	gateway: SimGateway;
	/** The whole feed as the board had it then, where the frame leads up to that. */
	expected: View | null;
	/** Which connection. */
	wire: number;
}

/** Takes down what is known of a frame at the moment in which it is sent. */
export function toFrameFacts(
	text: string,
	{ gateway, person, wire }: { gateway: SimGateway; person: PersonId; wire: number },
): FrameFacts {
	const message = read(text);
	return { text, message, gateway, expected: message === null ? null : toExpected(message, { gateway, person }), wire };
}

/** The frame that was read last: one frame goes to all pages that need the same. */
let last: { text: string; message: ServerMessage | null } = { text: '', message: null };

function read(text: string): ServerMessage | null {
	if (last.text === text) return last.message;
	const decoded = decodeServerMessage(text);
	const message = decoded.type === 'message' && decoded.skipped === 0 ? decoded.message : null;
	last = { text, message };
	return message;
}

/** The feed as the board has it, where the frame says that it leads up to that. */
function toExpected(
	message: ServerMessage,
	{ gateway, person }: { gateway: SimGateway; person: PersonId },
): View | null {
	if (message.type !== 'changes' && (message.type !== 'snapshot' || !message.last)) return null;
	const { epoch, rev } = gateway.board.cursor();
	return message.cursor === `${epoch}.${rev}` ? gateway.view(message.scope, person) : null;
}
