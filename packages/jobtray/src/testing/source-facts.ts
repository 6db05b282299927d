import { sourceCommandFacts } from './source-command-facts.ts';
import type { SourceFact } from './source-harness.ts';
import { sourceReadingFacts } from './source-reading-facts.ts';

/** What holds for every source. Make each a test of your own test runner, with a harness opened for it alone. */
export const sourceFacts: readonly SourceFact[] = [...sourceReadingFacts, ...sourceCommandFacts];
