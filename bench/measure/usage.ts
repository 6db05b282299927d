import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Only contexts that are made after it know of the collector.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

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

/** Measures the memory of this process after collecting the garbage: twice, as what is only found dead the first time goes the second. */
export function measureMemory(): Memory {
	collectGarbage();
	collectGarbage();
	const { rss, heapUsed, external } = process.memoryUsage();
	return { rss, heap: heapUsed + external };
}
