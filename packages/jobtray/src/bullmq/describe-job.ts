import { type JobGroup, type JobResult, limits, type Owner } from '../protocol/index.ts';
import { isRecord, toResult } from './told-progress.ts';

/** What a producer says of a job, beside its data. */
export interface JobMeta {
	/** What a person calls it; default the BullMQ job's name. Cut at 300 characters. */
	name?: string;
	/** Who started it. Without an owner only those who may see all jobs see it. */
	owner?: Owner;
	/** What sort of work it is, for estimates; default the BullMQ job's name. */
	kind?: string;
	/** Its code calls `checkpoint()`, or it may be held while queued; default false. */
	pausable?: boolean;
	/** Units of work of its kind: frames, pages, bytes; default unknown. */
	size?: number;
	/** Where its finished work will be, where the job does not return it: a path of your site or `https:`. Default nowhere. */
	href?: string;
	/**
	 * What it was started together with: jobs of one owner with the same `batch.id` are one row in the tray, "3 of 7".
	 * `name` is what a person calls them together; `size` how many they are, where that is known. Children of a flow need none.
	 */
	batch?: JobGroup;
}

/** A job as `describe` gets it. */
export interface EngineJob<T = unknown> {
	queue: string;
	id: string;
	/** The BullMQ job's name. */
	name: string;
	data: T;
	/** When it was added, epoch ms. */
	addedAt: number;
}

/** What a job is to people. All parts may be missing; what is not of its type counts as missing. */
export interface JobDescription extends JobMeta {
	/** It can be cancelled while it runs; default whether `describeJob` described it, that is, whether its worker is ours. */
	cancellable?: boolean;
}

/** Says what a job is. */
export type Describe<T = unknown> = (job: EngineJob<T>) => JobDescription;

/**
 * Puts what people are told of a job beside its data, under `jobtray`.
 *
 * ```ts
 * await queue.add('render', describeJob({ scene: 3 }, { name: 'X121 — Scene 3', owner, pausable: true, size: 1440 }));
 * ```
 */
export function describeJob<T extends object>(data: T, meta: JobMeta): T & { jobtray: JobMeta } {
	return { ...data, jobtray: meta };
}

/** What `describeJob` has put into a job's data; nothing for a job it did not describe. */
export const describeByMeta: Describe = ({ data }) => {
	const meta = isRecord(data) ? data.jobtray : undefined;
	return isRecord(meta) ? { ...meta, cancellable: true } : {};
};

/** A description with every part in place. */
export interface DescribedJob {
	name: string;
	kind: string;
	owner: Owner | null;
	pausable: boolean;
	cancellable: boolean;
	size?: number;
	result?: JobResult;
	batch?: JobGroup;
}

/** Describes a job, whatever `describe` does. `odd` is told what was not as it should be. */
export function toDescribedJob(job: EngineJob, { describe, odd }: DescribeOptions): DescribedJob {
	const said = tryDescribe(job, { describe, odd });
	const { owner, name, kind, size, pausable, cancellable, href, batch } = said;
	const ownerIsOwner = isRecord(owner) && typeof owner.id === 'string' && owner.id !== '';
	if (owner !== undefined && owner !== null && !ownerIsOwner) odd('owner');
	const described: DescribedJob = {
		name: toText(name) || toText(job.name) || job.id,
		kind: toText(kind) || toText(job.name),
		owner:
			ownerIsOwner && typeof owner.id === 'string'
				? { id: owner.id.slice(0, limits.nameChars), name: toText(owner.name) || owner.id.slice(0, limits.nameChars) }
				: null,
		pausable: pausable === true,
		cancellable: cancellable === true,
	};
	if (typeof size === 'number' && Number.isFinite(size) && size > 0) described.size = size;
	const result = toResult({ href });
	if (result !== undefined) described.result = result;
	const group = toBatch(batch);
	if (group !== undefined) described.batch = group;
	else if (batch !== undefined && batch !== null) odd('batch');
	return described;
}

/** A batch with an id of 1 to 200 characters; a number counts as text. */
function toBatch(said: unknown): JobGroup | undefined {
	if (!isRecord(said)) return undefined;
	const id = typeof said.id === 'number' ? String(said.id) : said.id;
	if (typeof id !== 'string' || id === '' || id.length > 200) return undefined;
	const batch: JobGroup = { id };
	const name = toText(said.name);
	if (name !== '') batch.name = name;
	if (typeof said.size === 'number' && Number.isSafeInteger(said.size) && said.size > 0) batch.size = said.size;
	return batch;
}

/** How to describe, and whom to tell of oddities. */
export interface DescribeOptions {
	describe: Describe;
	odd: (what: string) => void;
}

function tryDescribe(job: EngineJob, { describe, odd }: DescribeOptions): Record<string, unknown> {
	try {
		const said: unknown = describe(job);
		if (isRecord(said)) return said;
	} catch {
		// The host's function failed on this job: the row falls back, and the counter tells.
	}
	odd('describe');
	return {};
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value.slice(0, limits.nameChars) : '';
}
