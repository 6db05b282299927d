import type { Clock } from '../protocol/index.ts';

/** Something that can be closed. */
export interface Closable {
	close(): Promise<void>;
}

/** How to close. */
export interface CloseOptions {
	/** Those of a layer rest on those of the next. */
	layers: readonly (readonly Closable[])[];
	/** For all layers together; what is late by then is left to end by itself. Milliseconds. */
	withinMs: number;
	onError(error: unknown): void;
	clock: Clock;
}

/** Closes layer by layer. One that fails, or waits for a store that is out of reach, does not keep the others open. */
export async function closeInLayers({ layers, withinMs, onError, clock }: CloseOptions): Promise<void> {
	const until = clock.now() + withinMs;
	for (const layer of layers) {
		const all = Promise.all(layer.map((each) => each.close().catch(onError)));
		let callOff = () => {};
		const late = new Promise<void>((resolve) => {
			callOff = clock.setTimer(Math.max(0, until - clock.now()), resolve);
		});
		await Promise.race([all, late]);
		callOff();
	}
}
