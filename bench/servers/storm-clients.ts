import { createClient } from 'jobtray/client';
import { createFakePage } from 'jobtray/testing';
import { answerParent } from '../measure/child.ts';
import { preciseNow } from '../measure/stamp.ts';
import { createWsTransport } from '../measure/ws-transport.ts';

/** When each client last had its whole picture; 0 until it has one since `begin`. */
let liveAt: number[] = [];
let attempts = 0;

const clock = {
	now: () => Date.now(),
	setTimer(delayMs: number, run: () => void) {
		const timer = setTimeout(run, delayMs);
		return () => clearTimeout(timer);
	},
};

function openClient(url: string, index: number): void {
	const transport = createWsTransport((text) => {
		const isWhole = text.startsWith('{"type":"snapshot"') && text.includes('"last":true');
		if (isWhole) liveAt[index] = preciseNow();
	});
	// Whom a cookie would name, an address names here.
	const toOwn = (address: string) => `${address}${address.includes('?') ? '&' : '?'}viewer=owner-${index}`;
	const client = createClient({
		url,
		clock,
		page: createFakePage(),
		request: (input, init) => fetch(toOwn(String(input)), init),
		transport: {
			open(address, events) {
				attempts += 1;
				return transport.open(toOwn(address), events);
			},
		},
	});
	client.open();
}

const answers = {
	open(url: string, count: number): void {
		liveAt = Array.from({ length: count }, () => 0);
		for (let index = 0; index < count; index += 1) openClient(url, index);
	},
	begin(): void {
		liveAt.fill(0);
		attempts = 0;
	},
	/** When each had its picture, and how often they have tried to connect since `begin`. */
	heard: () => ({ liveAt, attempts }),
};

/** What the process answers. */
export type StormClients = typeof answers;

answerParent(answers);
