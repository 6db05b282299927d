import { type ReactNode, useEffect, useRef } from 'react';
import type { Person } from '../../api.ts';
import { Link, paths, useRouter } from '../router/index.ts';
import { useReadable } from '../state/use-readable.ts';

/** What surrounds every view: the bar on top, with `tray` at its end, and the place where the view is. */
export function Shell({ person, tray, children }: { person: Person; tray: ReactNode; children: ReactNode }) {
	const place = useReadable(useRouter().place);
	const main = useRef<HTMLElement>(null);
	useEffect(() => {
		// Where the page was opened, the browser's own order of focus is right.
		if (place.came !== 'load') main.current?.querySelector('h1')?.focus({ preventScroll: true });
	}, [place]);
	return (
		<>
			<a className="skip" href="#main">
				Skip to content
			</a>
			<header className="bar">
				<Link to={paths.characters} className="brand">
					X121
				</Link>
				<nav aria-label="Main">
					<Link to={paths.characters}>Characters</Link>
					<Link to={paths.library}>Library</Link>
					<Link to={paths.settings}>Settings</Link>
				</nav>
				<div className="bar-end">
					<span className="who" title={`Signed in as ${person.name}`}>
						<span className="avatar" aria-hidden="true">
							{person.name.slice(0, 1)}
						</span>
						<span className="out-of-sight">Signed in as {person.name}</span>
					</span>
					{tray}
				</div>
			</header>
			<main id="main" ref={main} tabIndex={-1}>
				{children}
			</main>
		</>
	);
}
