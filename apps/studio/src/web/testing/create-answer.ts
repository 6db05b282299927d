/** A promise that a test settles when it wants to. */
export interface Answer<T> {
	promise: Promise<T>;
	resolve(value: T): void;
	reject(error: Error): void;
}

/** Makes an answer that is still to come. */
export function createAnswer<T>(): Answer<T> {
	const settle: { resolve?: (value: T) => void; reject?: (error: Error) => void } = {};
	const promise = new Promise<T>((resolve, reject) => Object.assign(settle, { resolve, reject }));
	return {
		promise,
		resolve: (value) => settle.resolve?.(value),
		reject: (error) => settle.reject?.(error),
	};
}
