// Node 20 reads no TypeScript, and a worker thread does not take over tsx from the process: so it is set up here again.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
