import { Button } from './button/button.tsx';
import { ListSlot, RowSlot } from './list-parts.tsx';
import { PanelSlot } from './panel-slot.tsx';
import { Root } from './root.tsx';
import { ToastsSlot } from './toasts-slot.tsx';

/** Props of the whole tray. */
export interface JobTrayProps {
	/** Where all jobs of the platform are shown, as a link at the panel's foot; none where absent. */
	dashboardHref?: string;
	/** Added to the button's own class. */
	className?: string;
}

function Tray({ dashboardHref, className }: JobTrayProps) {
	return (
		<Root>
			<Button className={className} />
			<PanelSlot dashboardHref={dashboardHref} />
			<ToastsSlot />
		</Root>
	);
}

/**
 * The job tray: the button in the bar, the panel and the toasts.
 *
 * ```tsx
 * <nav><JobTray dashboardHref="/jobs" /></nav>
 * ```
 */
export const JobTray = Object.assign(Tray, {
	Root,
	Button,
	Panel: PanelSlot,
	List: ListSlot,
	Row: RowSlot,
	Toasts: ToastsSlot,
});
