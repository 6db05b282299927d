import { Toast } from '@base-ui/react/toast';
import { useCallback, useEffect } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useRoot } from '../root.tsx';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { NoticeToast } from './notice-toast.tsx';
import { type ToastContent, toToast } from './to-toast.ts';
import { useSeen } from './use-seen.ts';
import { useStoppedClock } from './use-stopped-clock.ts';

/** How many are seen at once; older ones come back as newer ones go. */
const mostSeen = 3;

/** The toasts below the bar: newest on top, none over another. */
export function Toasts() {
	return (
		<Toast.Provider limit={mostSeen}>
			<Viewport />
		</Toast.Provider>
	);
}

function Viewport() {
	const labels = useLabels();
	const { notices, hrefOf, toastMs, failureToastMs } = useTray();
	const { open, buttonRef } = useRoot();
	const { toasts, add, update, close } = Toast.useToastManager<ToastContent>();
	const toTimeout = useCallback(
		(type: string | undefined) => (type === 'failed' ? failureToastMs : toastMs),
		[failureToastMs, toastMs],
	);
	useStoppedClock({ toasts, update }, toTimeout);
	useSeen({ toasts, close });
	const panelOpen = useReadable(open);

	useEffect(
		() =>
			notices.take((notice) => {
				const content = toToast(notice, { labels, hrefOf });
				add({
					id: content.id,
					type: content.type,
					timeout: toTimeout(content.type),
					data: content,
				});
			}),
		[notices, labels, hrefOf, add, toTimeout],
	);

	// Measured with each render, that is whenever a toast comes or goes: the bar may have moved meanwhile.
	function place(viewport: HTMLDivElement | null) {
		const { bottom = 0, left = 0, right = 0 } = buttonRef.current?.getBoundingClientRect() ?? {};
		const set = (name: string, px: number) => viewport?.style.setProperty(name, `${px}px`);
		// At the top of the page where the button is not up there; and to the side that the button is nearer to.
		set('--_below', bottom < innerHeight / 2 ? bottom : 0);
		set('--_beside', Math.min(left, innerWidth - right));
	}

	return (
		<Toast.Portal>
			{/* Told by the tray's own live region, which is there before the first toast is; twice would be noise. */}
			<Toast.Viewport
				ref={place}
				className="jobtray jobtray-toasts"
				aria-label={labels.notices}
				aria-live="off"
				data-panel-open={panelOpen ? '' : undefined}
			>
				{toasts.map((toast) => (
					<NoticeToast key={toast.id} toast={toast} />
				))}
			</Toast.Viewport>
		</Toast.Portal>
	);
}
