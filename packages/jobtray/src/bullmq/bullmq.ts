import type { BullmqSource, Engine, SourceOptions } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { type EngineOptions, openEngine } from './open-engine.ts';

/** Which jobs to show, and where they are. */
export interface BullmqOptions extends SourceOptions, EngineOptions {
	/** An address as {@link openEngine} takes it. Default `redis://localhost:6379`, as BullMQ's own. */
	url?: string;
}

interface Opened {
	engine: Engine;
	source: BullmqSource;
}

/**
 * A source of the jobs in queues that are there already, with nothing else to open or to close: for a gateway in a process
 * of its own. Where the process also adds or does jobs, open one engine with {@link openEngine} and share it.
 *
 * ```ts
 * createGateway({
 *   source: bullmq({ queues: ['paint'], describe: ({ id, name }) => ({ name: `Painting ${name}`, href: `/cars/${id}` }) }),
 *   authenticate,
 * });
 * ```
 */
export function bullmq({ url = 'redis://localhost:6379', ...options }: BullmqOptions): BullmqSource {
	let opening: Promise<Opened> | null = null;
	let opened: Opened | null = null;
	let closing: Promise<void> | null = null;

	async function openAnew(): Promise<Opened> {
		const engine = await openEngine(url, options);
		try {
			opened = { engine, source: engine.source(options) };
			return opened;
		} catch (error) {
			await engine.close();
			throw error;
		}
	}

	/** One that could not be opened is tried again by whoever asks next. */
	function open(): Promise<Opened> {
		if (closing !== null) return Promise.reject(new EngineError('closed', 'The source was closed. Make another.'));
		opening ??= openAnew().catch((error) => {
			opening = null;
			throw error;
		});
		return opening;
	}

	async function closeAll(): Promise<void> {
		// What cannot be opened has nothing to close; whoever opened it has been told.
		const left = await opening?.catch(() => null);
		await left?.engine.close();
	}

	return {
		start: async (onHint) => (await open()).source.start(onHint),
		list: async (scope) => (await open()).source.list(scope),
		read: async (keys) => (await open()).source.read(keys),
		command: async (job, action) => (await open()).source.command(job, action),
		commandAll: async (jobs, action) => (await open()).source.commandAll(jobs, action),
		oddities: () => opened?.source.oddities() ?? {},
		close() {
			closing ??= closeAll();
			return closing;
		},
	};
}
