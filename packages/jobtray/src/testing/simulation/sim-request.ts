import { decodeCommandDone } from '../../protocol/decode-command-answer.ts';
import type { CommandDone } from '../../protocol/index.ts';
import type { Caller } from './caller.ts';
import type { Network } from './network.ts';
import { toToken } from './people.ts';
import type { Pulse } from './pulse.ts';
import type { Random } from './random.ts';
import type { SimScope } from './sim-clock.ts';

/** Creates what a page sends its requests with: to any gateway, late, or into the void. */
export function createSimRequest(options: {
	caller: Caller;
	network: Network;
	/** Times what is under way; gone with the page. */
	outside: SimScope;
	random: Random;
	pulse: Pulse;
	/** How long a request or an answer is under way at most, milliseconds. */
	lagMs(): number;
	/** An answer has brought a row. */
	answered(done: CommandDone): void;
}): typeof fetch {
	const { caller, network, outside, random, pulse, lagMs, answered } = options;

	async function travel(signal: AbortSignal | null | undefined): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const go = () => {
				pulse.beat();
				if (signal?.aborted === true) reject(new DOMException('The request took too long.', 'AbortError'));
				else if (!caller.isOnline()) reject(new TypeError('The page is offline.'));
				else resolve();
			};
			if (lagMs() === 0) go();
			else outside.setTimer(random.below(lagMs()), go);
		});
	}

	return async (input, init) => {
		pulse.beat();
		await travel(init?.signal);
		const gateway = network.route();
		if (gateway === undefined) throw new TypeError('No gateway answers.');
		const headers = new Headers(init?.headers);
		headers.set('authorization', `Bearer ${toToken(caller.login())}`);
		const request = new Request(`http://jobtray.test${String(input)}`, { method: init?.method ?? 'GET', headers });
		const response = await gateway.gateway.fetch(request);
		pulse.beat();
		if (!gateway.scope.isAlive()) throw new TypeError('The connection was reset.');
		const body = await response.text();
		await travel(init?.signal);
		answered(decodeCommandDone(toJson(body)));
		return new Response(init?.method === 'HEAD' ? null : body, { status: response.status });
	};
}

function toJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// No body, as of HEAD.
		return undefined;
	}
}
