import { describe, expect, it } from 'vitest';
import { splitMemberName } from './split-member-name.ts';

describe('the name of a member', () => {
	it.each([
		['Seven tiles · upper left', 'Seven tiles', '', 'upper left'],
		['Seven tiles: upper left', 'Seven tiles', '', 'upper left'],
		['Seven tiles - 3', 'Seven tiles', '', '3'],
		['Scene 3 · Mira, harbour, warm', 'Mira, harbour', 'Scene 3 · ', 'warm'],
	])('[PN36] %s of %s shows what differs', (name, group, before, after) => {
		const split = splitMemberName(name, group);
		expect(split).toMatchObject({ before, after });
		expect(split.before + split.known + split.after).toBe(name);
	});

	it.each([
		['Tile 1', 'Seven tiles'],
		['Seven tiles', 'Seven tiles'],
		['Seven tiles · ', 'Seven tiles'],
		['Seven tilestones', 'Seven tiles'],
		['Tile 1', ''],
	])('[PN36] %s of %s stays whole', (name, group) => {
		expect(splitMemberName(name, group)).toEqual({ before: '', known: '', after: name });
	});
});
