import { Button } from './button/button.tsx';
import { ListSlot, RowSlot } from './list-parts.tsx';
import type { PanelProps } from './panel-props.ts';
import { PanelSlot } from './panel-slot.tsx';
import { Root } from './root.tsx';
import { ToastsSlot } from './toasts-slot.tsx';

/** Props of the whole tray. */
export interface JobTrayProps extends PanelProps {
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
