import { Hono } from 'hono';
import { notFound } from '../fault.ts';
import { refuseForeign } from '../http/guard.ts';
import { safetyHeaders } from '../http/page-headers.ts';
import { sendPage } from '../http/pages.ts';
import { toProblemResponse } from '../http/problem.ts';
import { createCharacterRoutes } from './character-routes.ts';
import { createJobRoutes } from './job-routes.ts';
import { createMediaRoutes } from './media-routes.ts';
import { createSceneRoutes } from './scene-routes.ts';
import { createSegmentRoutes } from './segment-routes.ts';
import { createSessionRoutes } from './session-routes.ts';
import { type SignedIn, signedIn } from './signed-in.ts';
import { createStillRoutes } from './still-routes.ts';
import type { StudioParts } from './studio-parts.ts';

/** All that Studio answers, but for the tray's own API and socket. */
export function createApp(parts: StudioParts, { builtFolder }: { builtFolder: string }): Hono<SignedIn> {
	const app = new Hono<SignedIn>();
	app.onError((error) => toProblemResponse(error, parts.report));
	app.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(safetyHeaders)) c.header(name, value);
	});
	app.use('/api/*', async (c, next) => {
		refuseForeign(c.req.raw);
		await next();
		c.header('cache-control', 'no-store');
	});
	app.route('/api', createSessionRoutes(parts));
	for (const path of ['characters', 'stills', 'scenes', 'segments', 'jobs']) app.use(`/api/${path}/*`, signedIn(parts));
	app.route('/api/characters', createCharacterRoutes(parts));
	app.route('/api/stills', createStillRoutes(parts));
	app.route('/api/scenes', createSceneRoutes(parts));
	app.route('/api/segments', createSegmentRoutes(parts));
	app.route('/api/jobs', createJobRoutes(parts));
	app.all('/api/*', () => {
		throw notFound('address');
	});
	app.use('/media/*', signedIn(parts));
	app.route('/media', createMediaRoutes(parts));
	app.all('/media/*', () => {
		throw notFound('file');
	});
	app.get('/healthz', () => parts.health());
	app.get('*', (c) => sendPage(c.req.raw, builtFolder));
	return app;
}
