import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process of its own answers to its parent, by name. */
type Answers<T> = Record<keyof T, (...input: never[]) => unknown>;

/** A process of its own, so that what it costs can be told from what measures it. */
export interface Child<T extends Answers<T>> {
	/** Has it do one of its things. Rejects with what went wrong there, and once it has ended. */
	ask<K extends keyof T & string>(name: K, ...input: Parameters<T[K]>): Promise<Awaited<ReturnType<T[K]>>>;
	/** Ends it. Idempotent. */
	close(): Promise<void>;
}

interface Question {
	id: number;
	name: string;
	input: unknown[];
}

type Answer = { id: number; value: unknown } | { id: number; error: string };

/** Folder for one CPU profile of each process, as `--cpu-prof` writes them; none where it is not set. */
const profileFolder = process.env.BENCH_PROFILE;

/** Has the library's names lead to its source; measured is what was built. */
const fromSource = '--conditions=source';

/** Starts a module that calls {@link answerParent}, with the built library. */
export function openChild<T extends Answers<T>>(module: URL): Child<T> {
	const options = process.execArgv.filter((option) => option !== fromSource);
	const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
	const child = fork(fileURLToPath(module), { execArgv: [...options, ...profile] });
	const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
	let asked = 0;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

	child.on('message', (answer: Answer) => {
		const question = waiting.get(answer.id);
		waiting.delete(answer.id);
		if ('error' in answer) question?.reject(new Error(answer.error));
		else question?.resolve(answer.value as never);
	});
	child.once('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`${module.pathname} ended with ${code}.`));
		waiting.clear();
	});

	return {
		ask: (name, ...input) =>
			new Promise((resolve, reject) => {
				asked += 1;
				waiting.set(asked, { resolve, reject });
				child.send({ id: asked, name, input } satisfies Question);
			}),
		async close() {
			end(child);
			await ended;
		},
	};
}

function end(child: ChildProcess): void {
	// It goes once nobody speaks to it any more.
	if (child.connected) child.disconnect();
}

/** Answers the parent that started this process, and ends with it. */
export function answerParent<T extends object & Answers<T>>(answers: T): void {
	process.on('message', async ({ id, name, input }: Question) => {
		const answer = await reply(Reflect.get(answers, name), input).then(
			(value): Answer => ({ id, value }),
			(error: unknown): Answer => ({
				id,
				error: error instanceof Error ? (error.stack ?? error.message) : String(error),
			}),
		);
		process.send?.(answer);
	});
	process.once('disconnect', () => process.exit(0));
}

async function reply(answer: unknown, input: unknown[]): Promise<unknown> {
	if (typeof answer !== 'function') throw new Error('There is no such question.');
	return Reflect.apply(answer, undefined, input);
}
