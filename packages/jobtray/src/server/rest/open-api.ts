import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { actions, type BulkAction, bulkActions } from '../../protocol/index.ts';
import { bulkDoneSchema, jobSchema, refusalSchema, scopeSchema } from '../../protocol/schemas.ts';

const healthSchema = v.object({
	status: v.picklist(['ok', 'degraded', 'closing']),
	engine: v.picklist(['reachable', 'unreachable']),
	loaded: v.boolean(),
	sweptAt: v.nullable(v.number()),
	queues: v.optional(v.object({ here: v.number(), elsewhere: v.number(), nobody: v.number() })),
});

const bulkSummaries: Record<BulkAction, string> = {
	'cancel-queued': 'Cancels all of the viewer’s own jobs that wait for their turn',
	'cancel-others': 'Cancels all of the viewer’s own jobs that have not ended, but those that run',
	undo: 'Takes back the cancelling of all of the viewer’s own jobs for which that is still possible',
};

const birth = 'That of the job that is meant: 404 where another has its key by now. Default: whichever has it.';

/** The OpenAPI 3.1 document of a gateway whose API begins at `path`. */
export function createOpenApi(path: string) {
	const guard = { name: 'x-jobtray', in: 'header', required: true, schema: { const: '1' } };
	const key = { name: 'key', in: 'path', required: true, schema: { type: 'string' } };
	return {
		openapi: '3.1.0',
		info: { title: 'Jobtray gateway', version: '1' },
		servers: [{ url: path === '' ? '/' : path }],
		paths: {
			'/jobs': {
				get: {
					summary: 'The jobs of a scope',
					parameters: [{ name: 'scope', in: 'query', schema: toSchema(scopeSchema) }],
					responses: { 200: toAnswer('The jobs', 'JobList'), ...refusals(401, 404, 503) },
				},
			},
			'/jobs/{key}': {
				get: {
					summary: 'One job',
					parameters: [key],
					responses: { 200: toAnswer('The job', 'Job'), ...refusals(401, 404, 503) },
				},
			},
			'/jobs/{key}/{action}': {
				put: {
					summary: 'Asks something of a job; a repeat is answered like the first time',
					parameters: [
						key,
						{ name: 'action', in: 'path', required: true, schema: { type: 'string', enum: [...actions] } },
						{ name: 'createdAt', in: 'query', description: birth, schema: { type: 'number' } },
						guard,
					],
					responses: { 200: toAnswer('Done, or wished', 'CommandDone'), ...refusals(401, 403, 404, 409, 429, 503) },
				},
			},
			...Object.fromEntries(
				bulkActions.map((action) => [
					`/jobs/${action}`,
					{
						put: {
							summary: bulkSummaries[action],
							parameters: [guard],
							responses: { 200: toAnswer('How many jobs follow', 'BulkDone'), ...refusals(401, 403, 429, 503) },
						},
					},
				]),
			),
			'/healthz': {
				get: {
					summary: 'Whether the board is proven against the engine',
					security: [],
					responses: { 200: toAnswer('The state', 'Health'), 503: toAnswer('The server is closing', 'Health') },
				},
			},
		},
		components: {
			schemas: {
				Job: toSchema(jobSchema),
				JobList: toSchema(v.object({ jobs: v.array(jobSchema) })),
				CommandDone: toSchema(v.object({ job: v.optional(jobSchema), cursor: v.string() })),
				BulkDone: toSchema(bulkDoneSchema),
				Refusal: toSchema(refusalSchema),
				Health: toSchema(healthSchema),
			},
		},
	};
}

function toSchema(schema: v.GenericSchema) {
	// What a check does in code, such as whether a link is safe, a schema cannot say.
	const { $schema: _dialect, ...rest } = toJsonSchema(schema, { errorMode: 'ignore' });
	return rest;
}

function toAnswer(description: string, name: string) {
	return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function refusals(...statuses: number[]) {
	return Object.fromEntries(statuses.map((status) => [status, toAnswer('Refused', 'Refusal')]));
}
