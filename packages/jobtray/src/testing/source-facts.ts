import { sourceCommandFacts } from './source-command-facts.ts';
import type { SourceFact } from './source-harness.ts';
import { sourceReadingFacts } from './source-reading-facts.ts';

/** What holds for every source; `describeSource` runs them as vitest tests. */
export const sourceFacts: readonly SourceFact[] = [...sourceReadingFacts, ...sourceCommandFacts];
