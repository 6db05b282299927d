import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { useLabels } from './labels/use-labels.ts';
import { useRoot } from './root.tsx';
import { useTray } from './tray-context.ts';
import { useReadable } from './use-readable.ts';

/** Offers desktop notifications at the first moment that they help, above the list. Nothing while there is no such moment. */
export function DesktopOffer() {
	const labels = useLabels();
	const { attention } = useTray();
	const { panelId } = useRoot();
	const offers = useReadable(attention.offersDesktop);
	const [isRefused, setRefused] = useState(false);
	const hasFocus = useRef(false);

	// The button that has the focus goes with the offer, which may be because no job is left.
	useEffect(() => {
		if (!offers && hasFocus.current) document.getElementById(panelId)?.focus();
		hasFocus.current = false;
	}, [offers, panelId]);

	async function accept() {
		setRefused((await attention.askDesktop()) === 'denied');
	}

	function dismiss() {
		attention.dismissDesktopOffer();
	}

	if (!offers) {
		return <div role="status">{isRefused && <div className="jobtray-offer">{labels.offerRefused}</div>}</div>;
	}
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
		<div
			className="jobtray-offer"
			role="group"
			aria-label={labels.settings}
			onFocus={() => {
				hasFocus.current = true;
			}}
			onBlur={() => {
				hasFocus.current = false;
			}}
		>
			<Icon name="bell" />
			<span>{labels.offerDesktop}</span>
			<button type="button" className="jobtray-plain" onClick={accept}>
				{labels.offerYes}
			</button>
			<button type="button" className="jobtray-plain jobtray-quiet" onClick={dismiss}>
				{labels.offerNo}
			</button>
		</div>
	);
}
