import { readFileSync } from 'node:fs';

/** The direct children of a process; none where the system does not tell. */
export function readChildren(pid: number): number[] {
	try {
		const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return text.split(' ').filter(Boolean).map(Number);
	} catch {
		// No such process, or no such system.
		return [];
	}
}

/** Sends a signal; nothing happens where there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(pid, signal);
	} catch {
		// It has ended meanwhile.
		return false;
	}
}
