import { memo, type ReactNode, useMemo } from 'react';
import type { Feed, Readable } from '../../client/index.ts';
import type { Job, Scope } from '../../protocol/index.ts';
import { Icon } from '../icons.tsx';
import { join } from '../labels/join.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable, useTimed } from '../use-readable.ts';
import { Dismiss } from './actions.tsx';
import { Controls } from './controls.tsx';
import { createBundle } from './create-bundle.ts';
import { Outcome, useEnded } from './ending.tsx';
import { Name } from './name.tsx';
import { Bar } from './progress.tsx';
import type { BundleState } from './to-bundle-state.ts';
import type { BundleItem, JobItem } from './to-list-items.ts';
import { useCommands } from './use-commands.ts';

/** Which bundle, and where it stands in its list. */
export interface BundleRowProps {
	item: BundleItem;
	scope: Scope;
	position: number;
	size: number;
	/** Whether its members are listed below. */
	unfolded: boolean;
	onToggle(id: string): void;
}

/**
 * The jobs that belong together, as one row: how many have ended, how far they are in all, and the way to each. Renders
 * again when one of them changes. State as data attributes: `data-form` as of a row, `data-bundle`, `data-stalled`.
 */
export const BundleRow = memo(function BundleRow(props: BundleRowProps) {
	const { item, scope, position, size, unfolded, onToggle } = props;
	const { parent, members } = item;
	const labels = useLabels();
	const { client, hrefOf } = useTray();
	const feed = client.feed(scope);
	const state = useReadable(useMemo(() => createBundle(feed, { parent, members }), [feed, parent, members]));
	const head = useReadable<Job | undefined>(parent === null ? nothing : feed.job(parent));
	const title = labels.bundle(state.name);
	const bar = item.form === 'working' && (
		<Bar
			name={state.name}
			value={state.progress}
			percent={state.progress}
			held={state.held}
			elapsed={labels.countOf(state.ended, state.size)}
			remaining={null}
		/>
	);
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for li would win over the tray's layer
		<div
			role="listitem"
			className="jobtray-row"
			data-bundle=""
			data-form={item.form}
			data-stalled={state.stalledSince === undefined ? undefined : ''}
			aria-posinset={position}
			aria-setsize={size}
		>
			<button
				type="button"
				className="jobtray-act jobtray-fold"
				aria-expanded={unfolded}
				aria-label={title}
				title={title}
				onClick={() => onToggle(item.id)}
			>
				<Icon name="unfold" />
			</button>
			<Name job={state} href={state.isEnded && head !== undefined ? hrefOf(head) : null} />
			<span className="jobtray-step" data-troubled={state.stalledSince === undefined ? undefined : ''}>
				<Doing state={state} head={head} />
			</span>
			{head === undefined ? (
				<>
					{state.isEnded && (
						<span className="jobtray-acts">
							<span className="jobtray-extra">
								<Dismiss row={{ key: item.key, name: state.name }} jobs={peekMembers(feed, members)} />
							</span>
						</span>
					)}
					{bar}
				</>
			) : (
				<Head job={head} all={[head, ...peekMembers(feed, members)]} bar={bar} />
			)}
		</div>
	);
});

function peekMembers(feed: Feed, members: readonly JobItem[]): Job[] {
	return members.flatMap(({ key }) => feed.peek(key) ?? []);
}

function Doing({ state, head }: { state: BundleState; head: Job | undefined }) {
	const labels = useLabels();
	const when = useEnded(state.finishedAt);
	const { stalledSince, failed, cancelled, isEnded, ended, size } = state;
	const trouble = useTimed((now) => (stalledSince === undefined ? '' : labels.stalled(now - stalledSince)));
	const lost = join(failed > 0 && labels.countFailed(failed), cancelled > 0 && labels.countCancelled(cancelled));
	if (head?.undoUntil !== undefined) return labels.cancelled;
	if (!isEnded && head?.wanted === 'cancelled') return labels.cancelling;
	if (!isEnded) {
		const { step, held, waits } = state;
		return join(trouble, lost, labels.standing(state) || (held ? labels.paused : (step ?? (waits && labels.waiting))));
	}
	if (failed > 0) return <Outcome good={false} when={when} text={labels.countOf(failed, size)} />;
	if (cancelled > 0) return join(lost, when);
	return <Outcome good when={when} text={labels.countOf(ended, size)} />;
}

/** The buttons of the job that the others belong to. With it goes what they have done. */
function Head({ job, all, bar }: { job: Job; all: readonly Job[]; bar: ReactNode }) {
	const commands = useCommands(job);
	return (
		<Controls job={job} commands={commands} all={all}>
			{bar}
		</Controls>
	);
}

const nothing: Readable<undefined> = { get: () => undefined, subscribe: () => () => {} };
