export { gradeNames, heightNames, moveNames, variantNames } from './scene-words.ts';
export { toCount, toDuration, toMoment, toPlayTime, toSize } from './to-words.ts';
