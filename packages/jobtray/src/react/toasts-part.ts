import { createLazyPart } from '../client/lazy-part.ts';

/** The toasts, loaded with the first notice. */
export const toastsPart = createLazyPart(async () => (await import('./toasts/toasts.tsx')).Toasts);
