import { createLazyPart } from './lazy-part.ts';

/** What reads frames, loaded while the link connects. */
export const framesPart = createLazyPart(async () => (await import('./create-frames.ts')).createFrames);
