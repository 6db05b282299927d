import { rm } from 'node:fs/promises';
import { Hono } from 'hono';
import type { Segment, SegmentList } from '../../api.ts';
import { notFound } from '../fault.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';
import { maySee, toSegment } from './to-answers.ts';

/** The library of finished scenes: one's own, and for a lead everybody's. */
export function createSegmentRoutes({ records, places }: StudioParts): Hono<SignedIn> {
	const { segments } = records;
	return new Hono<SignedIn>()
		.get('/', async (c) => {
			const { person } = c.var.login;
			const visible = person.role === 'lead' ? await segments.list() : await segments.listFor(person.id);
			return c.json<SegmentList>({ segments: visible.map((segment) => toSegment(segment, person)) });
		})
		.get('/:id', async (c) => {
			const { person } = c.var.login;
			const segment = await segments.get(c.req.param('id'));
			if (!segment || !maySee(person, segment)) throw notFound('segment');
			return c.json<Segment>(toSegment(segment, person));
		})
		.delete('/:id', async (c) => {
			const segment = await segments.get(c.req.param('id'));
			if (segment?.owner !== c.var.login.person.id) throw notFound('segment');
			await segments.remove(segment.id);
			await rm(places.segment(segment.id), { recursive: true, force: true });
			return c.body(null, 204);
		});
}
