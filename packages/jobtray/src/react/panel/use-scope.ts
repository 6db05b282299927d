import { useState } from 'react';
import type { Scope } from '../../protocol/index.ts';
import { useViewer } from '../hooks.ts';
import { browserStorage, readScope, writeScope } from '../scope-choice.ts';

/** Which jobs the panel shows, as this person last chose; whether there is a choice is the server's to say. */
export function useScope(): { scope: Scope; mayChoose: boolean; choose(scope: Scope): void } {
	const viewer = useViewer();
	const [storage] = useState(browserStorage);
	const [chosen, setChosen] = useState<{ viewerId: string; scope: Scope } | null>(null);
	const mayChoose = viewer?.scopes.includes('all') ?? false;
	const viewerId = viewer?.id ?? '';
	const wanted = chosen?.viewerId === viewerId ? chosen.scope : readScope(storage, viewerId);

	return {
		scope: mayChoose ? wanted : 'mine',
		mayChoose,
		choose(scope) {
			setChosen({ viewerId, scope });
			writeScope(storage, { viewerId, scope });
		},
	};
}
