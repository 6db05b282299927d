import { createLazyPart } from './lazy-part.ts';

/** The toasts, loaded with the first notice. */
export const toastsPart = createLazyPart<object>(async () => (await import('./toasts/toasts.tsx')).Toasts);
