import { createLazyPart } from '../client/lazy-part.ts';

/** The settings, loaded when they are first opened. */
export const settingsPart = createLazyPart(async () => (await import('./settings/settings.tsx')).Settings);
