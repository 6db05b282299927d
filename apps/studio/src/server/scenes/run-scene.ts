import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobTools, WorkerJob } from 'jobtray/worker';
import * as v from 'valibot';
import { framesPerSecond } from '../../api.ts';
import type { Places } from '../data/places.ts';
import type { Records } from '../data/records.ts';
import { fileOf } from '../data/still-files.ts';
import { framesOf, sceneFiles } from './plan.ts';
import { runInThread } from './run-in-thread.ts';
import { SceneFailure } from './scene-failure.ts';
import { type SceneData, sceneDataSchema } from './scene-job.ts';

export interface RunSceneOptions {
	records: Records;
	places: Places;
	/** Epoch ms. */
	now?: () => number;
}

/**
 * Creates what the worker runs for each scene: makes the video in a folder of its own, and moves it to the segments when
 * it is whole. What was half done when it failed, was cancelled or was interrupted is removed.
 */
export function createRunScene({ records, places, now = Date.now }: RunSceneOptions) {
	return async function runScene(job: WorkerJob<unknown>, tools: JobTools): Promise<void> {
		const { scene } = v.parse(sceneDataSchema, job.data);
		const folder = places.unfinished(job.id);
		const beganAt = now();
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		try {
			await makeVideo({ scene, folder, tools });
			const { size: bytes } = await stat(join(folder, sceneFiles.video));
			// The job's id is the segment's: should the process die between the next lines, the second run writes the same segment.
			const segment = places.segment(job.id);
			await rm(segment, { recursive: true, force: true });
			await rename(folder, segment);
			const { owner, title, number, name: _asked, ...asked } = scene;
			await records.segments.put({
				id: job.id,
				owner: owner.id,
				createdAt: now(),
				body: {
					...asked,
					number,
					name: `Scene ${number} · ${title}`,
					ownerName: owner.name,
					bytes,
					jobKey: job.key,
					tookMs: now() - beganAt,
				},
			});
			tools.result({
				href: `/segments/${job.id}`,
				thumbnail: `/media/segments/${job.id}/${sceneFiles.thumbnail}`,
				label: `Scene ${number} · ${title}`,
			});
		} catch (error) {
			if (!tools.signal.aborted) tools.log(error instanceof Error ? error.message : String(error));
			throw error;
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};

	async function makeVideo({ scene, folder, tools }: { scene: SceneData['scene']; folder: string; tools: JobTools }) {
		const { move, grade, seconds, height } = scene;
		tools.step('Reading the picture');
		const still = await records.stills.get(scene.stillId);
		if (!still) throw new SceneFailure('The picture is no longer there. Choose another one, or upload it again.');
		tools.log(`Reading “${still.body.name}”, ${still.body.width} × ${still.body.height} pixels`);
		const frames = framesOf(scene);
		const inWords = new Intl.NumberFormat('en');
		let startedAt = 0;
		const plan = { picture: fileOf(still, places), folder, move, grade, seconds, height };
		await runInThread(plan, {
			signal: tools.signal,
			async onPoint(point) {
				if (point.type === 'read') {
					startedAt = now();
					tools.log(`Encoding ${inWords.format(frames)} frames of ${height}p at ${framesPerSecond} a second`);
				} else if (point.type === 'encoded') {
					tools.progress(point.frames / frames);
					tools.step(`Encoding frame ${inWords.format(point.frames)} of ${inWords.format(frames)}`);
				} else {
					tools.step('Writing the file');
					tools.log(`Encoded in ${((now() - startedAt) / 1_000).toFixed(1)} s, pauses included`);
				}
				await tools.checkpoint();
			},
		});
	}
}
