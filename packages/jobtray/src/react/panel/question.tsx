import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Asks in place before something is lost. The answer that loses nothing has the focus, and is what Escape says. */
export function Question(props: {
	text: string;
	/** What the answer that loses something says. */
	yes: string;
	/** Why that cannot be done now, or `null`. */
	off: string | null;
	onYes(event: MouseEvent): void;
	onNo(): void;
}) {
	const { text, yes, off, onYes, onNo } = props;
	const labels = useLabels();
	const noRef = useRef<HTMLButtonElement | null>(null);
	useEffect(() => noRef.current?.focus(), []);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
		<div className="jobtray-confirm" role="group" aria-label={text} onKeyDown={(event) => onEscape(event, onNo)}>
			<span>{text}</span>
			<button
				type="button"
				className="jobtray-danger"
				aria-disabled={off !== null}
				title={off ?? undefined}
				onClick={(event) => off === null && onYes(event)}
			>
				{yes}
			</button>
			<button ref={noRef} type="button" onClick={onNo}>
				{labels.confirmNo}
			</button>
		</div>
	);
}

/** Escape closes what is innermost, and not the panel around it. */
export function onEscape(event: KeyboardEvent, close: () => void): void {
	if (event.key !== 'Escape') return;
	event.stopPropagation();
	event.nativeEvent.stopImmediatePropagation();
	close();
}
