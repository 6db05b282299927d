import { useState } from 'react';
import type { Job } from '../../protocol/index.ts';
import { Icon } from '../icons.tsx';

const icons = { completed: 'done', failed: 'failed', cancelled: 'cancel' } as const;

/** A small picture of the work; a plain field with a sign where there is none or it cannot be loaded. */
export function Thumbnail({ job }: { job: Job }) {
	const [broken, setBroken] = useState<string | null>(null);
	const source = job.result?.thumbnail;
	if (source === undefined || source === broken) {
		const icon = job.status === 'failed' || job.status === 'cancelled' ? icons[job.status] : icons.completed;
		return (
			<span className="jobtray-thumb" data-none="" aria-hidden="true">
				<Icon name={icon} />
			</span>
		);
	}
	// The name beside it says all there is to say.
	return <img className="jobtray-thumb" src={source} alt="" width={52} height={32} onError={() => setBroken(source)} />;
}
