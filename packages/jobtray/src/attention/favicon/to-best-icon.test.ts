import { expect, test } from 'vitest';
import { toBestIcon } from './to-best-icon.ts';

const icon = (href: string, sizes = '', type = '') => ({ href, sizes, type });

test.each([
	['a vector', [icon('/a.svg'), icon('/a.png', '64x64')], '/a.svg'],
	['a vector by its type', [icon('/icon', '', 'image/svg+xml'), icon('/a.png', '512x512')], '/icon'],
	['any size', [icon('/a.png', 'any'), icon('/b.png', '192x192')], '/a.png'],
	['the smallest that is large enough', [icon('/512', '512x512'), icon('/96', '96x96'), icon('/32', '32x32')], '/96'],
	['the largest of several sizes', [icon('/ico', '16x16 32x32 48x48'), icon('/32', '32x32')], '/ico'],
	['one with a size', [icon('/32', '32x32'), icon('/unknown')], '/32'],
	['the later of two as good', [icon('/a'), icon('/b')], '/b'],
])('[FV2] the icon drawn is %s', (_, offers, href) => {
	expect(toBestIcon(offers)?.href).toBe(href);
});

test('[FV2] there may be none', () => {
	expect(toBestIcon([])).toBeNull();
});
