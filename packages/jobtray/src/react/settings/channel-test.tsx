import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icons.tsx';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { useTray } from '../tray-context.ts';
import { Section } from './section.tsx';
import { Setting } from './setting.tsx';
import { type Tried, tryChannels } from './try-channels.ts';

/** Tries every channel, and says what came of each and what to do about what is blocked. */
export function ChannelTest() {
	const labels = useSettingsLabels();
	const { attention, client } = useTray();
	const [tried, setTried] = useState<readonly Tried[]>([]);
	const [isTrying, setTrying] = useState(false);
	const results = useRef<HTMLDivElement | null>(null);

	// They are the last of the settings, below what is in view. Whether that is done smoothly is the style sheet's.
	useEffect(() => {
		if (tried.length > 0) results.current?.scrollIntoView?.({ block: 'nearest' });
	}, [tried]);

	async function run() {
		if (isTrying) return;
		setTrying(true);
		setTried([]);
		await tryChannels({ attention, clock: client.clock }, (each) => setTried((before) => [...before, each]));
		setTrying(false);
	}

	return (
		<Section title={labels.test}>
			<Setting
				label={labels.testAll}
				hint={labels.testHint}
				control={(props) => (
					<button {...props} type="button" className="jobtray-press" aria-disabled={isTrying} onClick={run}>
						{isTrying ? labels.testing : labels.test}
					</button>
				)}
			/>
			<div ref={results} className="jobtray-tried" role="status">
				{tried.map(({ channel, outcome, isOff }) => (
					<div key={channel} data-outcome={outcome}>
						<Icon name={outcome === 'done' ? 'done' : 'failed'} />
						<b>{labels.testedChannel(channel)}</b>
						<span>
							{labels.testOutcome(channel, outcome)} {outcome === 'done' && isOff && labels.testedOff}
						</span>
					</div>
				))}
			</div>
		</Section>
	);
}
