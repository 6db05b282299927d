/** Whether a person wants to be told of one job: as their preferences have it, in any case, or not at all. */
export type Bell = 'default' | 'on' | 'off';

/** The bells that are set, by key of the job. */
export type Bells = ReadonlyMap<string, Exclude<Bell, 'default'>>;
