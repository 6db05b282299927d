/** Milliseconds on a processor since this process began, in the program and in the system for it. */
export function measureCpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

/** Memory that a process uses, in bytes. */
export interface Memory {
	/** As the system counts it. */
	rss: number;
	/** Live objects and buffers. */
	heap: number;
}

/** Measures the memory of this process; the garbage is collected first where Node was started with `--expose-gc`. */
export function measureMemory(): Memory {
	globalThis.gc?.();
	const { rss, heapUsed, external } = process.memoryUsage();
	return { rss, heap: heapUsed + external };
}
