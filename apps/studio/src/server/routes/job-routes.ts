import { Hono } from 'hono';
import type { JobDetail, Person } from '../../api.ts';
import { notFound } from '../fault.ts';
import { readSceneJob, type SceneData, toJobId } from '../scenes/scene-job.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';
import { toStill } from './to-answers.ts';

/** What the Job page shows: why a job failed, what it wrote, and what was asked for. */
export function createJobRoutes({ engine, source, records }: StudioParts): Hono<SignedIn> {
	return new Hono<SignedIn>().get('/:key', async (c) => {
		const key = c.req.param('key');
		const id = toJobId(key);
		const [record] = id === null ? [] : await source.read([key]);
		const job = id !== null && record ? await readSceneJob(engine, id) : null;
		if (!record || !job || !mayRead(c.var.login.person, record)) throw notFound('job');
		const { name, owner, status, run, createdAt, startedAt, finishedAt, error, result } = record;
		return c.json<JobDetail>({
			key,
			name,
			owner,
			status,
			run,
			createdAt,
			startedAt,
			finishedAt,
			error: error?.message,
			log: job.log.map((text) => ({ text })),
			scene: job.scene ? await toScene(job.scene) : undefined,
			resultHref: result?.href,
		});
	});

	async function toScene({ owner: _owner, title: _title, ...scene }: SceneData['scene']): Promise<JobDetail['scene']> {
		const still = await records.stills.get(scene.stillId);
		return { ...scene, stillThumbnail: still ? toStill(still).thumbnail : '/icon.svg' };
	}
}

function mayRead(person: Person, { owner }: { owner: { id: string } | null }): boolean {
	return person.role === 'lead' || owner?.id === person.id;
}
