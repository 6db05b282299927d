import { useTray } from '../tray-context.ts';

/** A count with its sign: a triangle for what runs, three dots for what waits, two bars for what is paused. */
export function Count({ of, count }: { of: 'running' | 'queued' | 'paused'; count: number }) {
	const { labels } = useTray();
	return (
		<span className="jobtray-count" data-of={of} data-none={count === 0 ? '' : undefined}>
			<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
				{of === 'running' && <path d="M2 1v8l7-4z" />}
				{of === 'paused' && <path d="M2.2 1.5h2v7h-2zM5.8 1.5h2v7h-2z" />}
				{of === 'queued' && [1.6, 5, 8.4].map((x) => <circle key={x} cx={x} cy="5" r="1.3" />)}
			</svg>
			<span>{labels.count(count)}</span>
		</span>
	);
}
