import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Scope } from '../../protocol/index.ts';
import { useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { type BulkChoice, type BulkOffer, decideBulk } from './decide-bulk.ts';
import { Question } from './question.tsx';
import { useDismissed } from './use-dismissed.ts';

/** The choices, or the question whether work is to be thrown away. */
export function BulkChoices(props: { scope: Scope; onChoose(choice: BulkChoice): void; onClose(): void }) {
	const { scope, onChoose, onClose } = props;
	const labels = useLabels();
	const { client } = useTray();
	const feed = client.feed(scope);
	const dismissed = useDismissed();
	const groups = useReadable(feed.groups);
	// Changes with what can be undone, which the groups do not.
	useReadable(feed.summary);
	const link = useLinkState();
	const [asked, setAsked] = useState<BulkOffer | null>(null);
	const off = link.status === 'live' ? null : labels.actionsOff;

	if (asked !== null) {
		return (
			<Question
				text={labels.confirmBulk(asked)}
				yes={labels.confirmBulkYes(asked.count)}
				off={off}
				onYes={() => onChoose(asked.choice)}
				onNo={onClose}
			/>
		);
	}
	return (
		<Choices
			offers={decideBulk({ groups, peek: feed.peek, isDismissed: dismissed.has, scope, now: client.now() })}
			off={off}
			onPress={(offer) => (offer.lostMs > 0 ? setAsked(offer) : onChoose(offer.choice))}
		/>
	);
}

function Choices(props: { offers: readonly BulkOffer[]; off: string | null; onPress(offer: BulkOffer): void }) {
	const { offers, off, onPress } = props;
	const labels = useLabels();
	const boxRef = useRef<HTMLDivElement | null>(null);
	useEffect(() => boxRef.current?.querySelector('button')?.focus(), []);

	function move(event: KeyboardEvent<HTMLDivElement>) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const buttons = [...event.currentTarget.querySelectorAll('button')];
		const at = buttons.findIndex((button) => button.matches(':focus'));
		buttons.at((at + step) % buttons.length)?.focus();
	}
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are what is used
		<div ref={boxRef} className="jobtray-choices" onKeyDown={move}>
			{offers.map((offer) => {
				const isOff = off !== null && offer.choice !== 'clear-finished';
				return (
					<button
						key={offer.choice}
						type="button"
						aria-disabled={isOff}
						title={isOff ? off : undefined}
						onClick={() => !isOff && onPress(offer)}
					>
						{labels.bulkChoice(offer)}
					</button>
				);
			})}
		</div>
	);
}
