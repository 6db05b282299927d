import type { JobtrayClient } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import { createFrames } from './create-frames.ts';
import { createLateClient } from './create-late-client.ts';
import { createReadyPart } from './lazy-part.ts';

/**
 * Makes a client. Nothing is touched or sent before `open()`, so that it can be made on a server too.
 *
 * @example
 * const client = createClient({ url: '/jobtray' });
 * const close = client.open();
 * client.feed('mine').summary.subscribe(() => console.log(client.feed('mine').summary.get()));
 */
export function createClient(options: ClientOptions = {}): JobtrayClient {
	return createLateClient(options, createReadyPart(createFrames));
}
