import type { ComponentProps, MouseEvent } from 'react';
import { isExternalHref } from '../protocol/external-href.ts';
import { useTray } from './tray-context.ts';

/** A link to `href`, a path of the host's own site or an address elsewhere, which opens in a tab of its own. */
export function Link({ href, onClick, ...props }: ComponentProps<'a'> & { href: string }) {
	const { navigate } = useTray();
	if (isExternalHref(href))
		return <a {...props} href={href} onClick={onClick} target="_blank" rel="noopener noreferrer" />;

	function follow(event: MouseEvent<HTMLAnchorElement>) {
		onClick?.(event);
		if (event.defaultPrevented || !isPlain(event)) return;
		event.preventDefault();
		navigate(href);
	}
	return <a {...props} href={href} onClick={follow} />;
}

/** Whether a click means "go there", and not "open it elsewhere", which is the browser's. */
function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
	return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
