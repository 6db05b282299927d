// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserHistory } from './browser-history.ts';
import { createRouter } from './create-router.ts';
import { Link, RouterProvider } from './router-context.tsx';

// Belongs to the page and does nothing in jsdom, which has no layout.
window.scrollTo = () => {};

beforeEach(() => window.history.replaceState(null, '', '/characters/mira'));
afterEach(cleanup);

function show() {
	const router = createRouter(browserHistory);
	render(
		<RouterProvider router={router}>
			<Link to="/characters">Characters</Link>
			<Link to="/library">Library</Link>
		</RouterProvider>,
	);
	return router;
}

describe('Link', () => {
	it('goes to its view without loading a page, and marks itself as the current one', () => {
		const router = show();
		fireEvent.click(screen.getByRole('link', { name: 'Library' }));
		expect(router.place.get().pathname).toBe('/library');
		expect(window.location.pathname).toBe('/library');
		expect(screen.getByRole('link', { name: 'Library' }).getAttribute('aria-current')).toBe('page');
	});

	it('marks itself where what it leads to holds the current view', () => {
		show();
		expect(screen.getByRole('link', { name: 'Characters' }).getAttribute('aria-current')).toBe('true');
		expect(screen.getByRole('link', { name: 'Library' }).getAttribute('aria-current')).toBeNull();
	});

	it('leaves a click with Ctrl to the browser', () => {
		const router = show();
		const link = screen.getByRole('link', { name: 'Library' });
		// jsdom opens no tabs; without this it would report that it cannot.
		link.addEventListener('click', (event) => event.preventDefault());
		fireEvent.click(link, { ctrlKey: true });
		expect(router.place.get().pathname).toBe('/characters/mira');
	});
});
