import type { Readable } from '../client/index.ts';
import { nothingSaid, type Said } from './said.ts';
import { useReadable } from './use-readable.ts';

/** Says what is new to those who do not see it, politely. It is there from the start: one that comes with its words is not read. */
export function LiveRegion({ said }: { said: Readable<Said> }) {
	const { text, times } = useReadable(said, nothingSaid);
	return (
		<span className="jobtray-said" role="status">
			<span key={times}>{text}</span>
		</span>
	);
}
