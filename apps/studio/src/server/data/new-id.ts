import { randomBytes } from 'node:crypto';

/** A new id: a letter and 16 hexadecimal digits. Never a whole number, which the queue keeps for itself, and fit for a path. */
export function newId(letter: string): string {
	return letter + randomBytes(8).toString('hex');
}
