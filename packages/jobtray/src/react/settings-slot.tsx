import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import { useLabels } from './labels/use-labels.ts';
import { Close, Title } from './panel/head.tsx';
import { useRoot } from './root.tsx';
import { settingsPart } from './settings-part.ts';
import { useReadable } from './use-readable.ts';

/**
 * The settings, in place of the panel's head, list and foot. Loads them when they are first opened, and says so where that
 * fails. Takes the focus, since what opened it is gone; going back, the panel gives it to what opened it.
 */
export function SettingsSlot() {
	const labels = useLabels();
	const { view } = useRoot();
	const part = useReadable(settingsPart);
	const backRef = useRef<HTMLButtonElement | null>(null);

	useEffect(() => {
		backRef.current?.focus();
		void settingsPart.load();
	}, []);

	return (
		<>
			<div className="jobtray-head">
				<button
					ref={backRef}
					type="button"
					className="jobtray-act jobtray-back"
					aria-label={labels.back}
					title={labels.back}
					onClick={() => view.set('jobs')}
				>
					<Icon name="back" />
				</button>
				<Title>{labels.settings}</Title>
				<Close />
			</div>
			{part.status === 'ready' ? (
				<part.part />
			) : part.status === 'failed' ? (
				<div className="jobtray-empty" role="alert">
					{labels.settingsFailed}{' '}
					<button type="button" className="jobtray-plain" onClick={settingsPart.load}>
						{labels.tryAgain}
					</button>
				</div>
			) : (
				<div className="jobtray-empty" aria-busy="true">
					{labels.loading}
				</div>
			)}
		</>
	);
}
