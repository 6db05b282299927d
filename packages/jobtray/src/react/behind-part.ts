import { createLazyPart } from '../client/lazy-part.ts';

/** What works without being seen, loaded once there is a link. */
export const behindPart = createLazyPart(() => import('./behind/behind.tsx'));
