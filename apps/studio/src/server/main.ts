import { fileURLToPath } from 'node:url';
import { CannotStart } from './fault.ts';
import { readSettings } from './start/settings.ts';
import { type Studio, startStudio } from './start/start-studio.ts';

// The entry of `npm start`: one line when Studio is ready, one line when it cannot start, and a clean end.

/** Most that a clean end may take; what is under way by then is run again at the next start, as after a crash. */
const endMs = 4_500;

let studio: Studio | undefined;
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());

try {
	const repository = fileURLToPath(new URL('../../../../', import.meta.url));
	const settings = readSettings(process.env, { repository, workingFolder: process.cwd() });
	studio = await startStudio(settings);
	if (ending) await studio.close();
	else console.log(`Studio is ready at ${studio.url} (engine ${studio.engine}, data ${settings.dataShown})`);
} catch (error) {
	if (error instanceof CannotStart) console.error(`Studio cannot start: ${error.message}`);
	else console.error('Studio cannot start:', error);
	process.exit(1);
}
if (ending) process.exit(0);

async function end(): Promise<void> {
	// Asked a second time, the person does not want to wait.
	if (ending) process.exit(130);
	ending = true;
	setTimeout(() => process.exit(0), endMs).unref();
	// Still starting: the end of the start looks at `ending`.
	if (!studio) return;
	await studio.close();
	process.exit(0);
}
