/** Members that are mostly one: then it is that member itself, as a set takes 200 bytes more. `null` for none. */
export type Few<T extends object> = T | Set<T> | null;

/** The same with one more. */
export function withMember<T extends object>(few: Few<T>, member: T): Few<T> {
	if (few === null || few === member) return member;
	return few instanceof Set ? few.add(member) : new Set([few, member]);
}

/** The same without one. */
export function withoutMember<T extends object>(few: Few<T>, member: T): Few<T> {
	if (few === member) return null;
	if (few instanceof Set && few.delete(member) && few.size === 0) return null;
	return few;
}

/** Who is in it. */
export function membersOf<T extends object>(few: Few<T>): Iterable<T> {
	if (few === null) return [];
	return few instanceof Set ? few : [few];
}

/** How many there are. */
export function countMembers<T extends object>(few: Few<T>): number {
	if (few === null) return 0;
	return few instanceof Set ? few.size : 1;
}
