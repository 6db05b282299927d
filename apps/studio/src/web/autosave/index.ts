export { type Autosave, createAutosave, pauseMs, type SetTimer } from './create-autosave.ts';
export { type Draft, type DraftEffect, type DraftEvent, reduceDraft, type Saving } from './reduce-draft.ts';
export { useAutosave } from './use-autosave.ts';
