import { describe, expect, it } from 'vitest';
import { readScope, writeScope } from './scope-choice.ts';

function createStorage() {
	const values = new Map<string, string>();
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => void values.set(key, value),
	};
}

const blocked = {
	getItem(): string {
		throw new Error('blocked');
	},
	setItem() {
		throw new Error('blocked');
	},
};

describe('the choice of scope', () => {
	it('[PN2] is remembered per person', () => {
		const storage = createStorage();
		writeScope(storage, { viewerId: 'mira', scope: 'all' });
		expect([readScope(storage, 'mira'), readScope(storage, 'jon')]).toEqual(['all', 'mine']);
	});

	it('[PN2] is "mine" where storage is blocked, missing or holds garbage', () => {
		expect(() => writeScope(blocked, { viewerId: 'mira', scope: 'all' })).not.toThrow();
		expect(readScope(blocked, 'mira')).toBe('mine');
		expect(readScope(null, 'mira')).toBe('mine');
		expect(readScope({ getItem: () => '{', setItem() {} }, 'mira')).toBe('mine');
	});
});
