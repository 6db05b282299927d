import type { Toast } from '@base-ui/react/toast';
import { useEffect } from 'react';
import { useTray } from '../tray-context.ts';
import type { ToastContent } from './to-toast.ts';

/**
 * Stops the clock of the toasts while the page cannot be seen, and starts it anew once it can.
 *
 * Base UI stops it for pointer and focus, and when the window loses the focus; but a page can be hidden whose window did
 * not have it, as that of another application's neighbour on the screen which is then covered.
 */
export function useStoppedClock(
	{ toasts, update }: Pick<ReturnType<typeof Toast.useToastManager<ToastContent>>, 'toasts' | 'update'>,
	toTimeout: (type: string | undefined) => number,
): void {
	const { client } = useTray();

	useEffect(() => {
		const { page } = client;
		let wasHidden = page.hidden();
		return page.subscribe(() => {
			const isHidden = page.hidden();
			if (isHidden === wasHidden) return;
			wasHidden = isHidden;
			for (const { id, type } of toasts) update(id, { timeout: isHidden ? 0 : toTimeout(type) });
		});
	}, [client, toasts, update, toTimeout]);
}
