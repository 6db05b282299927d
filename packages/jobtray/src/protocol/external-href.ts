/** Whether a link leads off the host's own site, and so is opened with `noopener` in a tab of its own. */
export function isExternalHref(href: string): boolean {
	return !href.startsWith('/');
}
