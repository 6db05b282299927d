/** A view of Studio and what it shows. */
export type Route =
	| { view: 'home' }
	| { view: 'characters' }
	| { view: 'character'; id: string }
	| { view: 'library' }
	| { view: 'segment'; id: string }
	| { view: 'job'; key: string }
	| { view: 'settings' }
	| { view: 'missing' };

const missing: Route = { view: 'missing' };

/** The view at a path. A path that no view has, or that cannot be decoded, is `missing`. */
export function toRoute(pathname: string): Route {
	const parts = toParts(pathname);
	if (parts === null || parts.length > 2) return missing;
	const [folder, item] = parts;
	if (item === undefined) return toFolder(folder);
	switch (folder) {
		case 'characters':
			return { view: 'character', id: item };
		case 'segments':
			return { view: 'segment', id: item };
		case 'jobs':
			return { view: 'job', key: item };
		default:
			return missing;
	}
}

function toFolder(folder: string | undefined): Route {
	switch (folder) {
		case undefined:
			return { view: 'home' };
		case 'characters':
		case 'library':
		case 'settings':
			return { view: folder };
		default:
			return missing;
	}
}

function toParts(pathname: string): string[] | null {
	try {
		return pathname
			.split('/')
			.filter((part) => part !== '')
			.map(decodeURIComponent);
	} catch {
		// `%` that starts no escape: nobody links to that, so there is no such view.
		return null;
	}
}

/** Paths of the views, for links. */
export const paths = {
	characters: '/characters',
	character: (id: string) => `/characters/${encodeURIComponent(id)}`,
	library: '/library',
	segment: (id: string) => `/segments/${encodeURIComponent(id)}`,
	job: (key: string) => `/jobs/${encodeURIComponent(key)}`,
	settings: '/settings',
} as const;
