import { createContext, use } from 'react';
import type { Me } from '../../api.ts';
import type { Resources, StudioApi } from '../request/index.ts';
import type { Session } from '../session/create-session.ts';
import type { PreferenceStore } from '../settings/preferences.ts';

/** What every view of a signed-in person can reach. */
export interface Studio {
	me: Me;
	api: StudioApi;
	resources: Resources;
	session: Session;
	preferences: PreferenceStore;
}

/** Hands {@link Studio} to the views. */
export const StudioContext = createContext<Studio | null>(null);

/** What every view of a signed-in person can reach. */
export function useStudio(): Studio {
	const studio = use(StudioContext);
	if (studio === null) throw new Error('Nobody is signed in here. Show the view inside <StudioContext>.');
	return studio;
}
