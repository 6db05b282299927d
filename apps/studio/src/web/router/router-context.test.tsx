// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserHistory } from './browser-history.ts';
import { createRouter, type Router } from './create-router.ts';
import { Link, RouterProvider } from './router-context.tsx';

// Says to React that `act` is used here.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// Belongs to the page and does nothing in jsdom, which has no layout.
window.scrollTo = () => {};

let root: Root;
let router: Router;

beforeEach(() => {
	window.history.replaceState(null, '', '/characters/mira');
	router = createRouter(browserHistory);
	root = createRoot(document.body.appendChild(document.createElement('div')));
	act(() =>
		root.render(
			<RouterProvider router={router}>
				<Link to="/characters">Characters</Link>
				<Link to="/library">Library</Link>
			</RouterProvider>,
		),
	);
});

afterEach(() => {
	act(() => root.unmount());
	document.body.replaceChildren();
});

function findLink(name: string): HTMLAnchorElement {
	const link = [...document.querySelectorAll('a')].find((element) => element.textContent === name);
	if (link === undefined) throw new Error(`No link is called ${name}.`);
	return link;
}

function click(link: HTMLAnchorElement, init?: MouseEventInit) {
	act(() => void link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init })));
}

describe('Link', () => {
	it('goes to its view without loading a page, and marks itself as the current one', () => {
		click(findLink('Library'));
		expect(router.place.get().pathname).toBe('/library');
		expect(window.location.pathname).toBe('/library');
		expect(findLink('Library').getAttribute('aria-current')).toBe('page');
	});

	it('marks itself where what it leads to holds the current view', () => {
		expect(findLink('Characters').getAttribute('aria-current')).toBe('true');
		expect(findLink('Library').getAttribute('aria-current')).toBeNull();
	});

	it('leaves a click with Ctrl to the browser', () => {
		const link = findLink('Library');
		// jsdom opens no tabs; without this it would report that it cannot.
		link.addEventListener('click', (event) => event.preventDefault());
		click(link, { ctrlKey: true });
		expect(router.place.get().pathname).toBe('/characters/mira');
	});
});
