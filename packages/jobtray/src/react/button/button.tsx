import {
	type ComponentPropsWithoutRef,
	type ForwardedRef,
	forwardRef,
	type SyntheticEvent,
	useCallback,
	useMemo,
} from 'react';
import { panelPart } from '../panel-part.ts';
import { useRoot } from '../root.tsx';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Count } from './count.tsx';
import { createButtonView } from './create-button-view.ts';
import type { ButtonView } from './decide-button.ts';
import { OfflineAge } from './offline-age.tsx';
import { Ring } from './ring.tsx';

// What the server renders, and what hydration must match.
const atRest: ButtonView = {
	phase: 'unknown',
	state: 'idle',
	figures: {
		known: false,
		running: 0,
		queued: 0,
		paused: 0,
		progress: null,
		unseen: { completed: 0, failed: 0 },
		link: 'live',
	},
	many: false,
	asOf: null,
};

/**
 * The button in the bar. State as data attributes: `data-state` (`idle`, `running`, `paused`, `done`, `failed`,
 * `offline`), `data-open`, and `data-many` where the batch has several jobs. Handlers of the host's own are called first; one that
 * calls `preventDefault()` keeps the button from doing its part.
 */
export const Button = forwardRef(function Button(
	{ className, onPointerEnter, onFocus, onClick, ...props }: Omit<ComponentPropsWithoutRef<'button'>, 'children'>,
	hostRef: ForwardedRef<HTMLButtonElement>,
) {
	const { client, attention, labels, shortcut } = useTray();
	const { panelId, buttonRef, open, openPanel } = useRoot();
	const view = useReadable(
		useMemo(() => createButtonView(client, { unseen: attention.unseen, open }), [client, attention, open]),
		atRest,
	);
	const isOpen = useReadable(open);
	const { phase, state, figures, many } = view;
	const ref = useCallback(
		(element: HTMLButtonElement | null) => {
			buttonRef.current = element;
			if (typeof hostRef === 'function') return hostRef(element);
			if (hostRef !== null) hostRef.current = element;
		},
		[buttonRef, hostRef],
	);

	return (
		<button
			{...props}
			ref={ref}
			type="button"
			className={`jobtray jobtray-button ${className ?? ''}`}
			data-state={state}
			data-open={isOpen ? '' : undefined}
			data-many={many ? '' : undefined}
			aria-label={labels.buttonName(figures)}
			aria-busy={phase === 'unknown'}
			aria-haspopup="dialog"
			aria-expanded={isOpen}
			aria-keyshortcuts={shortcut ?? undefined}
			aria-controls={isOpen ? panelId : undefined}
			onPointerEnter={after(onPointerEnter, panelPart.load)}
			onFocus={after(onFocus, panelPart.load)}
			onClick={after(onClick, () => (isOpen ? open.set(false) : openPanel('person')))}
		>
			<Ring state={state} progress={figures.progress} />
			<Headline view={view} />
			<Counts view={view} />
		</button>
	);
});

/** The host's handler, and then ours, unless the host's keeps it from that. */
function after<Told extends SyntheticEvent>(host: ((event: Told) => void) | undefined, own: () => unknown) {
	return (event: Told) => {
		host?.(event);
		if (!event.defaultPrevented) own();
	};
}

function Headline({ view: { state, figures } }: { view: ButtonView }) {
	const { labels } = useTray();
	const { unseen, running, queued, paused } = figures;
	if (state === 'failed') return <span className="jobtray-unseen">{labels.countFailed(unseen.failed)}</span>;
	if (state === 'done') return <span className="jobtray-unseen">{labels.countDone(unseen.completed)}</span>;
	if (state === 'idle' || running + queued + paused === 0) return <span>{labels.jobs}</span>;
	return <Percent progress={figures.progress} />;
}

function Counts({ view: { state, figures, many, asOf } }: { view: ButtonView }) {
	const { labels } = useTray();
	const { running, queued, paused, unseen, progress } = figures;
	if (state === 'offline') {
		return <span className="jobtray-counts">{asOf === null ? labels.offline : <OfflineAge asOf={asOf} />}</span>;
	}
	const behind = state === 'failed' || state === 'done';
	const alsoDone = state === 'failed' && unseen.completed > 0;
	if (state === 'idle' || (running + queued + paused === 0 && !alsoDone)) return null;
	return (
		<span className="jobtray-counts">
			{alsoDone && <span className="jobtray-also">{labels.countDone(unseen.completed)}</span>}
			{behind && running + queued + paused > 0 && progress !== null && <Percent progress={progress} />}
			{state === 'paused' && <span>{labels.countPaused(paused)}</span>}
			{running > 0 && <Count of="running" count={running} />}
			{paused > 0 && state !== 'paused' && <Count of="paused" count={paused} />}
			{(queued > 0 || (many && state === 'running')) && <Count of="queued" count={queued} />}
		</span>
	);
}

function Percent({ progress }: { progress: number | null }) {
	const { labels } = useTray();
	return (
		<span className="jobtray-percent">{progress === null ? labels.percentUnknown : labels.percent(progress)}</span>
	);
}
