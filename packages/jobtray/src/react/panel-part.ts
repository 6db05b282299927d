import { createLazyPart } from './lazy-part.ts';

/** Props of the panel. */
export interface PanelProps {
	/** Where all jobs of the platform are shown, as a link at the foot; none where absent. */
	dashboardHref?: string;
}

/** The panel, loaded when the button is pointed at, focused or pressed. */
export const panelPart = createLazyPart<PanelProps>(async () => (await import('./panel/panel.tsx')).Panel);
