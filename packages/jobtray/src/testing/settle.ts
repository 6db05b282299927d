/** Waits for what is under way, a database included. It runs on immediates, so that this ends without waiting for time. */
export async function settle(): Promise<void> {
	for (let round = 0; round < 40; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
