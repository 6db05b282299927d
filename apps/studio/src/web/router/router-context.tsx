import { createContext, type MouseEvent, type ReactNode, use } from 'react';
import { useReadable } from '../state/use-readable.ts';
import type { Router } from './create-router.ts';

const RouterContext = createContext<Router | null>(null);

/** Hands `router` to the views and links below. */
export function RouterProvider({ router, children }: { router: Router; children: ReactNode }) {
	return <RouterContext value={router}>{children}</RouterContext>;
}

/** The router of this page. */
export function useRouter(): Router {
	const router = use(RouterContext);
	if (router === null) throw new Error('There is no router here. Wrap the view in <RouterProvider>.');
	return router;
}

/** A link to a view of Studio: an ordinary one, so that it can be opened in a tab of its own. */
export function Link({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
	const router = useRouter();
	const { pathname } = useReadable(router.place);
	function follow(event: MouseEvent) {
		if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		event.preventDefault();
		router.navigate(to);
	}
	return (
		<a href={to} className={className} onClick={follow} aria-current={toCurrent({ pathname, to })}>
			{children}
		</a>
	);
}

/** `page` for a link to what is shown, `true` for one to what it is part of. */
function toCurrent({ pathname, to }: { pathname: string; to: string }): 'page' | 'true' | undefined {
	if (pathname === to) return 'page';
	return pathname.startsWith(`${to}/`) ? 'true' : undefined;
}
