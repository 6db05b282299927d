import type { Toast } from '@base-ui/react/toast';
import { useEffect } from 'react';
import { useRoot } from '../root.tsx';
import { useTray } from '../tray-context.ts';
import { useLatest } from '../use-latest.ts';
import type { ToastContent } from './to-toast.ts';

/** Takes the toasts away once the person has seen what they tell: in this panel, in another tray's or in another tab. */
export function useSeen({
	toasts,
	close,
}: Pick<ReturnType<typeof Toast.useToastManager<ToastContent>>, 'toasts' | 'close'>) {
	const { attention } = useTray();
	const { open, view, byItself } = useRoot();
	const latest = useLatest(toasts);

	useEffect(() => {
		function watch(isSeen: () => boolean, sources: readonly { subscribe(listener: () => void): () => void }[]) {
			let was = isSeen();
			const look = () => {
				const is = isSeen();
				// Only as it comes to be so: whoever wants toasts beside the open panel has them.
				if (is && !was) for (const { id } of latest.current) close(id);
				was = is;
			};
			return sources.map((each) => each.subscribe(look));
		}

		function isNoneUnseen() {
			const { completed, failed } = attention.unseen.get();
			return completed + failed === 0;
		}

		const isListed = () => open.get() && view.get() === 'jobs' && !byItself.get();
		const undo = [...watch(isListed, [open, view, byItself]), ...watch(isNoneUnseen, [attention.unseen])];
		return () => {
			for (const end of undo) end();
		};
	}, [attention, open, view, byItself, latest, close]);
}
