/**
 * A sound that schedules itself on `out`, to begin at `at` on the context's clock (in s), and returns how long it is (in s).
 * Longer than 1.5 s is cut off. Works on any context, so that a test can render it offline.
 */
export type Sound = (context: BaseAudioContext, out: AudioNode, at: number) => number;

/** The longest a sound may be, in s: it is heard beside work, many times a day. */
export const longestSoundS = 1.5;
