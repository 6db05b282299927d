// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBrowserStorage } from './key-value-storage.ts';

afterEach(() => {
	vi.unstubAllGlobals();
	localStorage.clear();
});

function refuse(): never {
	throw new Error('blocked');
}

describe('texts on the device', () => {
	test('[AT12] outlive the page', () => {
		createBrowserStorage().write('jobtray:a', 'one');
		expect(createBrowserStorage().read('jobtray:a')).toBe('one');
	});

	test.each([
		['blocked', { getItem: refuse, setItem: refuse }],
		['full', { getItem: () => null, setItem: refuse }],
		['missing', undefined],
	])('[AT12][PN2] are kept for the page where localStorage is %s', (_, broken) => {
		vi.stubGlobal('localStorage', broken);
		const storage = createBrowserStorage();
		expect(storage.read('jobtray:a')).toBeNull();
		storage.write('jobtray:a', 'one');
		expect(storage.read('jobtray:a')).toBe('one');
		vi.unstubAllGlobals();
	});

	test('[AT12] are on the device again once that takes them', () => {
		vi.stubGlobal('localStorage', undefined);
		const storage = createBrowserStorage();
		storage.write('jobtray:a', 'one');
		vi.unstubAllGlobals();
		storage.write('jobtray:a', 'two');
		localStorage.setItem('jobtray:a', 'three');
		expect(storage.read('jobtray:a')).toBe('three');
	});

	test('[AT21] tell of what other tabs write, until one listens no more', () => {
		let told = 0;
		const undo = createBrowserStorage().subscribe(() => told++);
		window.dispatchEvent(new Event('storage'));
		undo();
		window.dispatchEvent(new Event('storage'));
		expect(told).toBe(1);
	});
});
