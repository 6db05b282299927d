import { type ClientOptions, createClient, type JobtrayClient } from '../client/index.ts';
import type { ServerMessage, Welcome } from '../protocol/index.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakePage, type FakePage } from './fake-page.ts';
import { createFakeTransport, type FakeSocket, type FakeTransport } from './fake-socket.ts';

/** A real client with a clock, page and network that a test moves by hand. */
export interface DrivenClient {
	client: JobtrayClient;
	clock: FakeClock;
	/** Sets the device's clock, past its timers: a sleep, or a person. */
	jump(ms: number): void;
	page: FakePage;
	transport: FakeTransport;
	/** Accepts the newest socket and welcomes on it. */
	welcome(viewer?: Partial<Welcome['viewer']>): FakeSocket;
	/** Sends on the newest socket. */
	send(message: ServerMessage): void;
}

/** Makes a client that is not open yet. Chance is 0.5 unless given. */
export function driveClient(options: Partial<ClientOptions> = {}): DrivenClient {
	const clock = createFakeClock(1_000_000);
	const page = createFakePage();
	const transport = createFakeTransport();
	let skewMs = 0;
	const shown = { now: () => clock.now() + skewMs, setTimer: clock.setTimer };
	const client = createClient({ clock: shown, page, transport, random: () => 0.5, ...options });
	return {
		client,
		clock,
		page,
		transport,
		jump: (ms) => {
			skewMs += ms;
		},
		welcome(viewer = {}) {
			const socket = transport.latest();
			socket.accept();
			socket.send({
				type: 'welcome',
				now: shown.now(),
				viewer: { id: 'mira', name: 'Mira', scopes: ['mine', 'all'], ...viewer },
			});
			return socket;
		},
		send: (message) => transport.latest().send(message),
	};
}
