import { useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useTimed } from '../use-readable.ts';

/** Says that what is shown is old, how old, and what to do about it; nothing while the link stands. */
export function LinkBar() {
	const labels = useLabels();
	const { client } = useTray();
	const link = useLinkState();
	if (link.status === 'live' || link.status === 'closed') return null;
	const stopped = link.status === 'stopped';
	return (
		<div className="jobtray-link-bar" data-link={link.status} role="status">
			{!stopped && <Reconnecting asOf={link.asOf ?? null} />}
			{stopped && <span>{link.reason === 'login' ? labels.signedOut : labels.forbidden}</span>}
			{link.status !== 'connecting' && (
				<button type="button" className="jobtray-plain" onClick={() => client.reconnect()}>
					{labels.tryAgain}
				</button>
			)}
		</div>
	);
}

function Reconnecting({ asOf }: { asOf: number | null }) {
	const labels = useLabels();
	const { client } = useTray();
	const text = useTimed(() => labels.reconnecting(asOf === null ? null : client.clock.now() - asOf));
	// Counts every second: read aloud once, when the bar appears, it would otherwise never be silent.
	return <span aria-live="off">{text}</span>;
}
