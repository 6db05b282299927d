import { useJob } from 'jobtray/react';
import { useEffect } from 'react';
import type { SceneAccepted } from '../../api.ts';
import { Link, paths } from '../router/index.ts';

/** What can be said of a scene that is not done yet. */
const stands = { queued: 'is queued', running: 'is being made', paused: 'is paused' } as const;

/** Says how the scene stands that was just asked for; `onEnded` is called once there is nothing left to wait for. */
export function AcceptedNote({ accepted, onEnded }: { accepted: SceneAccepted; onEnded: () => void }) {
	// A scene that the tray has not heard of yet was queued a moment ago.
	const status = useJob(accepted.key)?.status ?? 'queued';
	const isOpen = status === 'queued' || status === 'running' || status === 'paused';
	useEffect(() => {
		if (!isOpen) onEnded();
	}, [isOpen, onEnded]);
	if (!isOpen) return null;
	return (
		<>
			<b>{accepted.name}</b> {accepted.variants > 1 && `and ${accepted.variants - 1} variants `}
			{stands[status]}. The tray tells you when it is done, or <Link to={paths.job(accepted.key)}>see the job</Link>.
		</>
	);
}
