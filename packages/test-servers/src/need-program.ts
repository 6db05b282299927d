import { findProgram, type ProgramName, programs } from './find-program.ts';

/** The path of a program. Throws, and says what to install, where there is none. */
export function needProgram(name: ProgramName): string {
	const found = findProgram(name);
	if (found !== null) return found.path;
	throw new Error(`There is no ${name} on this machine. On Debian: apt-get install ${programs[name].package}`);
}
