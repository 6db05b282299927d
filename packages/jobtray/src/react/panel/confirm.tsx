import { type KeyboardEvent, useContext, useEffect, useRef } from 'react';
import type { Job } from '../../protocol/index.ts';
import { useLabels } from '../labels/use-labels.ts';
import { toElapsedMs } from '../to-elapsed-ms.ts';
import { useTimed } from '../use-readable.ts';
import { HandContext, isMeant } from './hand.ts';

/** Asks in place whether a job's work is to be thrown away. The answer that loses nothing has the focus. */
export function Confirm(props: { job: Job; off: string | null; onAnswer(cancel: boolean): void }) {
	const { job, off, onAnswer } = props;
	const labels = useLabels();
	const hand = useContext(HandContext);
	const keepRef = useRef<HTMLButtonElement | null>(null);
	const question = useTimed((now) => labels.confirmCancel(toElapsedMs(job, now) ?? 0));
	useEffect(() => keepRef.current?.focus(), []);

	function keepOnEscape(event: KeyboardEvent) {
		if (event.key !== 'Escape') return;
		// Only the question goes away, not the panel around it.
		event.stopPropagation();
		event.nativeEvent.stopImmediatePropagation();
		onAnswer(false);
	}
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
		<div className="jobtray-confirm" role="group" aria-label={question} onKeyDown={keepOnEscape}>
			<span>{question}</span>
			<button
				type="button"
				className="jobtray-danger"
				aria-disabled={off !== null}
				title={off ?? undefined}
				onClick={(event) => off === null && isMeant(hand, { key: job.key, event }) && onAnswer(true)}
			>
				{labels.confirmYes}
			</button>
			<button ref={keepRef} type="button" onClick={() => onAnswer(false)}>
				{labels.confirmNo}
			</button>
		</div>
	);
}
