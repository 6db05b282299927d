/** A promise that its owner settles, once. */
export interface Readiness {
	ready: Promise<void>;
	/** Resolves it; with an error, rejects it. Later calls change nothing. */
	settle(error?: unknown): void;
}

/** Creates one that is not settled. */
export function createReadiness(): Readiness {
	let settle: Readiness['settle'] = () => {};
	const ready = new Promise<void>((resolve, reject) => {
		settle = (error) => (error === undefined ? resolve() : reject(error));
	});
	// Whoever does not wait for it reads the log and `healthz`.
	ready.catch(() => {});
	return { ready, settle: (error) => settle(error) };
}
