import type { Engine, JobQueue } from 'jobtray/bullmq';
import { describeJob } from 'jobtray/bullmq';
import * as v from 'valibot';
import {
	grades,
	heights,
	moves,
	type Person,
	type SceneAccepted,
	type SceneRequest,
	secondsLimits,
	variantCounts,
} from '../../api.ts';
import { newId } from '../data/new-id.ts';
import { framesOf } from './plan.ts';

/** The queue that scenes are made in. */
export const sceneQueue = 'scenes';

const nameChars = 80;

/** What a person asks for. */
export const sceneRequestSchema = v.object({
	characterId: v.pipe(v.string(), v.maxLength(100)),
	stillId: v.pipe(v.string('Choose a still.'), v.maxLength(100)),
	move: v.picklist(moves, 'Choose how the camera moves.'),
	grade: v.picklist(grades, 'Choose the colours.'),
	seconds: v.pipe(
		v.number('Give the length in seconds.'),
		v.integer('Give whole seconds.'),
		v.minValue(secondsLimits.least, `A scene lasts at least ${secondsLimits.least} second.`),
		v.maxValue(secondsLimits.most, `A scene lasts at most ${secondsLimits.most} seconds.`),
	),
	height: v.picklist(heights, 'Choose 540p or 1080p.'),
	variants: v.optional(v.picklist(variantCounts, 'Choose one variant or three.')),
	name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(nameChars, `A name has at most ${nameChars} characters.`))),
});

const ownerSchema = v.object({ id: v.string(), name: v.string() });

/** What a scene's job carries. */
export const sceneDataSchema = v.object({
	scene: v.object({
		...sceneRequestSchema.entries,
		number: v.number(),
		/** "Mira, forest at dusk", or the name that the person gave. */
		title: v.string(),
		characterName: v.string(),
		stillName: v.string(),
		owner: ownerSchema,
	}),
});

export type SceneData = v.InferOutput<typeof sceneDataSchema>;

/** A scene as it is to be queued: the request's names have been looked up. */
export interface NewScene {
	request: SceneRequest;
	person: Person;
	/** Counts the person's scenes up. */
	nextNumber(): Promise<number>;
	characterName: string;
	still: { name: string; shipped: boolean };
}

/** Queues a scene, in as many variants as were asked for: the others in the colours that follow the chosen ones. */
export async function enqueueScene(queue: JobQueue, scene: NewScene): Promise<SceneAccepted> {
	const { variants: count = 1, ...request } = scene.request;
	const title = request.name || toTitle(scene);
	const batch = count === 1 ? undefined : { id: newId('b'), name: title, size: count };
	const variants: Variant[] = [];
	for (let index = 0; index < count; index++) {
		const grade = grades[(grades.indexOf(request.grade) + index) % grades.length] ?? request.grade;
		const number = await scene.nextNumber();
		variants.push({
			request: { ...request, grade },
			number,
			title: count === 1 ? title : `${title}, ${toWords(grade)}`,
		});
	}
	const jobs = variants.map((variant) => toJob(scene, { ...variant, batch }));
	await queue.addBulk(jobs);
	const [first] = variants;
	return {
		key: `${sceneQueue}:${jobs[0]?.opts.jobId}`,
		number: first?.number ?? 0,
		name: toName(first?.number ?? 0, title),
		variants: count,
	};
}

/** One of the jobs that a request comes to. */
interface Variant {
	request: Omit<SceneRequest, 'variants'>;
	number: number;
	title: string;
	batch?: { id: string; name: string; size: number };
}

function toJob({ person, characterName, still }: NewScene, { request, number, title, batch }: Variant) {
	const owner = { id: person.id, name: person.name };
	const data: SceneData = { scene: { ...request, number, title, characterName, stillName: still.name, owner } };
	const meta = {
		name: toName(number, title),
		owner,
		kind: `scene-${request.height}`,
		pausable: true,
		size: framesOf(request),
		batch,
	};
	return { name: 'scene', data: describeJob(data, meta), opts: { jobId: newId('s') } };
}

function toTitle({ characterName, still }: NewScene): string {
	return `${characterName}, ${still.shipped ? toMiddle(still.name) : still.name}`;
}

function toName(number: number, title: string): string {
	return `Generating Scene ${number} · ${title}`;
}

function toWords(grade: SceneRequest['grade']): string {
	return grade === 'none' ? 'as it is' : grade.replaceAll('-', ' ');
}

/** The id in a job's key; `null` where the key is none of a scene's. */
export function toJobId(key: string): string | null {
	return key.startsWith(`${sceneQueue}:`) ? key.slice(sceneQueue.length + 1) : null;
}

/** Reads what a scene's job carries and has written; `null` where there is no such job any more. */
export async function readSceneJob(
	engine: Engine,
	id: string,
): Promise<{ scene: SceneData['scene'] | null; log: string[] } | null> {
	const queue = engine.queue(sceneQueue);
	const job = await queue.getJob(id);
	if (!job) return null;
	const { logs } = await queue.getJobLogs(id);
	const data = v.safeParse(sceneDataSchema, job.data);
	return { scene: data.success ? data.output.scene : null, log: logs };
}

/** A shipped still's name, inside a line. */
function toMiddle(name: string): string {
	return name.charAt(0).toLowerCase() + name.slice(1);
}
