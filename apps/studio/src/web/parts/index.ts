export { Choice } from './choice.tsx';
export { Facts } from './facts.tsx';
export { ProblemNote } from './problem-note.tsx';
export { RemoveButton } from './remove-button.tsx';
export { ShowLoaded } from './show-loaded.tsx';
export { useTask } from './use-task.ts';
export { View } from './view.tsx';
