import { afterEach, expect, test, vi } from 'vitest';
import { createFakeBadgeTarget } from '../../testing/fake-badge-target.ts';
import { createBadge } from './create-badge.ts';

afterEach(() => vi.unstubAllGlobals());

test('[BA1] shows the count, and none at 0', () => {
	const target = createFakeBadgeTarget();
	const badge = createBadge({ target });
	expect(badge.state).toBe('ready');
	badge.show(3);
	expect(target.shown()).toBe(3);
	badge.show(0);
	expect(target.shown()).toBeNull();
});

test('[BA1] asks the browser only for changes, and leaves a badge alone that is not ours', () => {
	const target = createFakeBadgeTarget();
	const badge = createBadge({ target });
	badge.show(0);
	badge.close();
	expect(target.calls()).toBe(0);
	const other = createBadge({ target });
	other.show(2);
	other.show(2);
	expect(target.calls()).toBe(1);
});

test('[BA2] is missing where the browser has none, and nothing fails', () => {
	vi.stubGlobal('navigator', {});
	const badge = createBadge();
	expect(badge.state).toBe('missing');
	badge.show(3);
	badge.close();
	expect(createBadge({ target: null }).state).toBe('missing');
});

test('[BA2] a browser that refuses is let be', async () => {
	const target = createFakeBadgeTarget();
	target.refuse();
	const badge = createBadge({ target });
	badge.show(3);
	// A rejection that nobody handles would fail this file.
	await new Promise((resolve) => setImmediate(resolve));
	expect(target.shown()).toBeNull();
});

test('[BA3] closing clears it for good', () => {
	const target = createFakeBadgeTarget();
	const badge = createBadge({ target });
	badge.show(3);
	badge.close();
	badge.close();
	badge.show(4);
	expect(target.shown()).toBeNull();
	expect(target.calls()).toBe(2);
});
