export type { Saving } from './reduce-draft.ts';
export { useAutosave } from './use-autosave.ts';
