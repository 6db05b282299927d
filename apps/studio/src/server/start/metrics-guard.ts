import { createHash, timingSafeEqual } from 'node:crypto';
import type { MetricsOptions } from 'jobtray/server';

/** Allows the figures to who brings the token; compares in the same time whatever was brought. */
export function createMetricsGuard(token: string): MetricsOptions['authorise'] {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	const expected = digest(`Bearer ${token}`);
	return ({ headers }) => timingSafeEqual(digest(headers.get('authorization') ?? ''), expected);
}
