import type { Readable } from '../client/index.ts';
import { useReadable } from './use-readable.ts';

/** What was last said, with a number, so that the same words are said again. */
export interface Said {
	text: string;
	times: number;
}

/** Says what is new to those who do not see it, politely. It is there from the start: one that comes with its words is not read. */
export function LiveRegion({ said }: { said: Readable<Said> }) {
	const { text, times } = useReadable(said, nothingSaid);
	return (
		<span className="jobtray-said" role="status">
			<span key={times}>{text}</span>
		</span>
	);
}

/** Before anything was said. */
export const nothingSaid: Said = { text: '', times: 0 };
