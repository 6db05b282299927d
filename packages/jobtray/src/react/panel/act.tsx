import { type FocusEvent, type MouseEvent, useContext, useEffect, useRef } from 'react';
import type { Job } from '../../protocol/index.ts';
import { Icon, type IconName } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { HandContext, isFocusLost, isMeant, type Place, toPlace } from './hand.ts';

/** One button of a row, as an icon, or in words where there is none. While `off` gives a reason it stays where it is, says why, and does nothing. */
export function Act(props: {
	icon?: IconName;
	label: string;
	job: Pick<Job, 'key' | 'name'>;
	off: string | null;
	onPress(): void;
	/** What it asks for; absent where the focus need not go with it. */
	action?: Place;
}) {
	const { icon, label, job, off, onPress, action } = props;
	const labels = useLabels();
	const hand = useContext(HandContext);
	const ref = useRef<HTMLButtonElement | null>(null);

	function isFollowed() {
		return action !== undefined && hand.follow?.key === job.key && hand.follow.action === toPlace(action);
	}

	// After each render: the button may be new, or have come back from being hidden.
	useEffect(() => {
		if (!takeFocus()) return;
		// The popover takes the focus of a button that is gone to itself, and once more in the next frame.
		requestAnimationFrame(takeFocus);
	});

	useEffect(() => {
		hand.takers.add(takeFocus);
		return () => void hand.takers.delete(takeFocus);
	});
	useEffect(() => () => hand.onGone(), [hand]);

	function takeFocus() {
		if (!isFollowed() || ref.current === null || !isFocusLost(ref.current)) return false;
		ref.current.focus();
		return true;
	}

	function press(event: MouseEvent) {
		if (off !== null || !isMeant(hand, { key: job.key, event })) return;
		// A pointer has no use for the focus, and following it would scroll the list away under it.
		hand.follow = event.detail === 0 && action !== undefined ? { key: job.key, action: toPlace(action) } : null;
		onPress();
	}

	/** What the keyboard is on may go by itself, as "Undo" does once it is too late. */
	function arrive({ target }: FocusEvent) {
		if (action === undefined || isFollowed() || !target.matches(':focus-visible')) return;
		hand.follow = { key: job.key, action: toPlace(action) };
	}

	function leave({ currentTarget, relatedTarget }: FocusEvent) {
		// Not told when the button is taken away; and what is around it is no place that a person goes to by key.
		if (isFollowed() && !relatedTarget?.contains(currentTarget)) hand.follow = null;
	}
	return (
		<button
			ref={ref}
			type="button"
			className={icon === undefined ? 'jobtray-plain' : 'jobtray-act'}
			aria-label={labels.actionOn(label, job.name)}
			aria-disabled={off !== null}
			title={off === null ? label : `${label}: ${off}`}
			onClick={press}
			onFocus={arrive}
			onBlur={leave}
		>
			{icon === undefined ? label : <Icon name={icon} />}
		</button>
	);
}
