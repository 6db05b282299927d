import type { Hint, Source } from '../server/source.ts';

/** Makes sources that gateways can share of sources that read everything. A job's queue is what its key says before the colon. */
export function splitSource(open: () => Source, queues: readonly string[]): Source {
	return { ...open(), byQueue: { queues, queueOf, open: (queue) => onlyQueue(open(), queue) } };
}

function queueOf(key: string): string | null {
	const at = key.indexOf(':');
	return at <= 0 ? null : key.slice(0, at);
}

function onlyQueue(source: Source, queue: string): Source {
	const isOurs = (key: string) => queueOf(key) === queue;

	/** What is changed in other queues is heard too, as an engine's flows have it. */
	function toOurs(hint: Hint): Hint | null {
		if (hint.type === 'progressed' || hint.type === 'ended') return isOurs(hint.key) ? hint : null;
		return hint.type === 'asked' ? { ...hint, keys: hint.keys.filter(isOurs) } : hint;
	}

	return {
		...source,
		start: (onHint) =>
			source.start((hint) => {
				const ours = toOurs(hint);
				if (ours !== null) onHint(ours);
			}),
		list: async (options) => (await source.list(options)).filter(({ key }) => isOurs(key)),
		read: (keys) => source.read(keys.filter(isOurs)),
	};
}
