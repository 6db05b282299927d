import type { ServerMessage } from '../../protocol/index.ts';
import type { PersonId } from './people.ts';
import type { SimGateway, View } from './sim-gateway.ts';

/** What is known of a frame as it was sent. */
export interface FrameFacts {
	text: string;
	message: ServerMessage;
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
	return { text, message, gateway, expected: toExpected(message, { gateway, person }), wire };
}

/** The frame that was read last: one frame goes to all pages that need the same. */
let last: { text: string; message: ServerMessage } | null = null;

/** What the gateway means by it, without the checks of who has to mistrust it: a page that leaves a row out for one is found to lack it. */
function read(text: string): ServerMessage {
	if (last === null || last.text !== text) last = { text, message: JSON.parse(text) };
	return last.message;
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
