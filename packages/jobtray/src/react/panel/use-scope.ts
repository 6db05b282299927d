import { useState } from 'react';
import { createBrowserStorage } from '../../attention/index.ts';
import type { Scope } from '../../protocol/index.ts';
import { useViewer } from '../hooks.ts';

/** Which jobs the panel shows, as this person last chose; whether there is a choice is the server's to say. */
export function useScope(): { scope: Scope; mayChoose: boolean; choose(scope: Scope): void } {
	const viewer = useViewer();
	const [storage] = useState(createBrowserStorage);
	const [chosen, setChosen] = useState<{ viewerId: string; scope: Scope } | null>(null);
	const mayChoose = viewer?.scopes.includes('all') ?? false;
	const viewerId = viewer?.id ?? '';
	const place = `jobtray:scope:${viewerId}`;
	const wanted = chosen?.viewerId === viewerId ? chosen.scope : storage.read(place);

	return {
		scope: mayChoose && wanted === 'all' ? 'all' : 'mine',
		mayChoose,
		choose(scope) {
			setChosen({ viewerId, scope });
			storage.write(place, scope);
		},
	};
}
