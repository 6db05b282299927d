import { createLazyPart } from '../client/lazy-part.ts';

/** What tells of ends, loaded once somebody is there to be told. */
export const tellingPart = createLazyPart(async () => (await import('./open-telling.ts')).openTelling);
