import './look/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRequest, createStudioApi } from './request/index.ts';
import { browserHistory, createRouter } from './router/index.ts';
import { createSession } from './session/create-session.ts';
import { createPreferences } from './settings/preferences.ts';
import { showPreferences } from './settings/show-preferences.ts';
import { App } from './shell/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root". Serve index.html as it was built.');

const router = createRouter(browserHistory);
router.open();
const api = createStudioApi(createRequest({ fetch: window.fetch.bind(window), onSignedOut: () => session.ended() }));
const session = createSession(api);
void session.check();
const preferences = createPreferences({ storage: window.localStorage, show: showPreferences });

createRoot(root).render(
	<StrictMode>
		<App api={api} router={router} session={session} preferences={preferences} />
	</StrictMode>,
);
