import { useEffect } from 'react';
import { panelPart } from './panel-part.ts';
import type { PanelProps } from './panel-props.ts';
import { useRoot } from './root.tsx';
import { useTray } from './tray-context.ts';
import { useReadable } from './use-readable.ts';

/** Where the panel appears. Loads it when it is first opened, and says so where that fails. */
export function PanelSlot(props: PanelProps) {
	const { labels } = useTray();
	const { open } = useRoot();
	const part = useReadable(panelPart);
	const isOpen = useReadable(open, false);

	useEffect(() => {
		if (isOpen) void panelPart.load();
	}, [isOpen]);

	if (part.status === 'ready') return <part.part {...props} />;
	if (part.status !== 'failed' || !isOpen) return null;
	return (
		<div className="jobtray jobtray-panel jobtray-panel-failed" role="alert">
			{labels.panelFailed}{' '}
			<button type="button" className="jobtray-plain" onClick={panelPart.load}>
				{labels.tryAgain}
			</button>
		</div>
	);
}
