import { expect, test } from 'vitest';
import { countMembers, type Few, membersOf, withMember, withoutMember } from './few.ts';

const one = { name: 'one' };
const two = { name: 'two' };

test('it has everybody who was added, once', () => {
	const added = [one, one, two, two].reduce<Few<object>>(withMember, null);
	expect([...membersOf(added)]).toEqual([one, two]);
	expect([null, one, added].map(countMembers)).toEqual([0, 1, 2]);
});

test('a single member is no set', () => {
	expect(withMember(null, one)).toBe(one);
});

test('whoever was taken out is gone, and others stay', () => {
	const both = [one, two].reduce<Few<object>>(withMember, null);
	expect([...membersOf(withoutMember(both, one))]).toEqual([two]);
	expect(withoutMember(withoutMember(both, one), two)).toBeNull();
	expect(withoutMember<object>(one, two)).toBe(one);
	expect(withoutMember<object>(null, one)).toBeNull();
});
