import { createLazyPart } from './lazy-part.ts';
import type { PanelProps } from './panel-props.ts';

/** The panel, loaded when the button is pointed at, focused or pressed. */
export const panelPart = createLazyPart<PanelProps>(async () => (await import('./panel/panel.tsx')).Panel);
