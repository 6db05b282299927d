import { Icon } from '../icons.tsx';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';
import { useTimed } from '../use-readable.ts';
import { ownerIn } from './owner-in.ts';
import type { RowPartProps } from './row-part.ts';

/** What a job came to: when and after how long, or why not. */
export function Ending({ job, scope }: Pick<RowPartProps, 'job' | 'scope'>) {
	const labels = useLabels();
	const owner = ownerIn(scope, job);
	const when = useEnded(job.finishedAt);
	const tookMs = toElapsedMs(job, job.finishedAt ?? 0);
	if (job.status === 'completed')
		return <Outcome good when={when} text={join(tookMs !== null && labels.took(tookMs), owner)} />;
	if (job.status === 'failed') return <Outcome good={false} when={when} text={join(job.error?.message, owner)} />;
	return join(labels.cancelled, when, owner);
}

/** How long ago something ended, in words; empty where nobody knows. */
export function useEnded(at: number | undefined): string {
	const labels = useLabels();
	return useTimed((now) => (at === undefined ? '' : labels.ended(now - at)));
}

/** Done or failed, by sign and word, when, and what else there is to say about it. */
export function Outcome({ good, when, text }: { good: boolean; when: string; text: string }) {
	const labels = useLabels();
	return (
		<>
			<span className={good ? 'jobtray-good' : 'jobtray-wrong'}>
				<Icon name={good ? 'done' : 'cancel'} /> {good ? labels.done : labels.failed}
			</span>
			{when === '' ? '' : ` ${when}`}
			{text === '' ? '' : ` · ${text}`}
		</>
	);
}
