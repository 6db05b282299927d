import { createLazyPart } from '../client/lazy-part.ts';

/** The panel, loaded when the button is pointed at, focused or pressed. */
export const panelPart = createLazyPart(async () => (await import('./panel/panel.tsx')).Panel);
