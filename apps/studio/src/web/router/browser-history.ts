import type { HistoryPort } from './create-router.ts';

/** The window's own history. */
export const browserHistory: HistoryPort = {
	pathname: () => window.location.pathname,
	push(href) {
		window.history.pushState(null, '', href);
		window.scrollTo(0, 0);
	},
	replace: (href) => window.history.replaceState(null, '', href),
	leave: (href) => window.location.assign(href),
	onPop(listener) {
		window.addEventListener('popstate', listener);
		return () => window.removeEventListener('popstate', listener);
	},
};
