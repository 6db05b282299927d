import { personIds } from './people.ts';
import type { World } from './world.ts';

/** Matches what was summed up with what was owed, everywhere. Call once nothing is under way. */
export function settleBooks({ devices }: World): void {
	for (const device of devices) for (const person of personIds) device.told(person).settle();
}
