import { createLazyPart } from '../client/lazy-part.ts';

/** What works without being seen, loaded once it is known who is there. */
export const behindPart = createLazyPart(async () => (await import('./behind/behind.tsx')).Behind);
