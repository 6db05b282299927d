import { limits } from './limits.ts';

/** Stands in for the host's own origin while a link is parsed; nothing is ever sent to it (RFC 2606). */
const ownOrigin = 'https://own.invalid';

// C0, DEL and C1 controls and bidirectional overrides: browsers strip some of them, so that what is checked is not what is opened.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\\]/;

/**
 * Returns a link that is safe to open, or `null`.
 *
 * Safe is a path on the host's own site (`/library/7`), or an `https:` address. Refused are other schemes,
 * addresses without a scheme (`//host`), backslashes, control characters, credentials and links over 2,048 characters.
 */
export function toSafeHref(href: unknown): string | null {
	if (typeof href !== 'string' || href.length === 0 || href.length > limits.hrefChars) return null;
	if (unsafe.test(href) || href.trim() !== href) return null;
	const url = parse(href);
	if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
	if (url.origin === ownOrigin) return href.startsWith('/') && !href.startsWith('//') ? href : null;
	return /^https:\/\//i.test(href) ? href : null;
}

function parse(href: string): URL | null {
	try {
		return new URL(href, ownOrigin);
	} catch {
		// Not a link at all: the caller's answer to that is null.
		return null;
	}
}
