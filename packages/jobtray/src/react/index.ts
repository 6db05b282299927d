export { useBulkCommand, useJob, useJobCommand, useJobSummary, useJobs, useLinkState, useViewer } from './hooks.ts';
export { JobTray, type JobTrayProps } from './job-tray.tsx';
export { english } from './labels/english.ts';
export { createFormat, type Format, type UnitNames } from './labels/format.ts';
export { german } from './labels/german.ts';
export type { ButtonFigures, EndCounts, Labels } from './labels/labels.ts';
export { JobTrayProvider } from './provider.tsx';
export type { JobTrayProviderProps } from './provider-props.ts';
