import type { PushClients } from '../servers/push-clients.ts';
import type { PushOptions, PushServer } from '../servers/push-server.ts';
import { type Child, openChild } from './child.ts';

/** A server and those who are connected to it, each in a process of its own. */
export interface PushPair {
	server: Child<PushServer>;
	clients: Child<PushClients>;
	port: number;
	close(): Promise<void>;
}

/** Starts both; nobody is connected yet. */
export async function openPushPair(options: PushOptions): Promise<PushPair> {
	const server = openChild<PushServer>(new URL('../servers/push-server.ts', import.meta.url));
	const clients = openChild<PushClients>(new URL('../servers/push-clients.ts', import.meta.url));
	const close = async () => {
		await clients.close();
		await server.close();
	};
	try {
		return { server, clients, port: await server.ask('open', options), close };
	} catch (error) {
		await close();
		throw error;
	}
}
