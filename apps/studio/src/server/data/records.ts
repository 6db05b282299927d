import * as v from 'valibot';
import { grades, heights, moves } from '../../api.ts';
import { createShelf, type Kept, type Shelf } from './shelf.ts';
import type { Sql } from './sql.ts';

const characterSchema = v.object({
	name: v.string(),
	role: v.string(),
	appearance: v.string(),
	wardrobe: v.string(),
	personality: v.string(),
	notes: v.string(),
	tags: v.array(v.string()),
	stillId: v.string(),
	updatedAt: v.number(),
	updatedBy: v.optional(v.string()),
});

const stillSchema = v.object({
	name: v.string(),
	width: v.number(),
	height: v.number(),
	/** Name of the picture's file in its folder, with the ending that fits its content. */
	file: v.string(),
	/** Name of the thumbnail's file; the picture itself where none could be drawn. */
	thumbnail: v.string(),
});

const segmentSchema = v.object({
	number: v.number(),
	name: v.string(),
	ownerName: v.string(),
	characterId: v.string(),
	characterName: v.string(),
	stillId: v.string(),
	stillName: v.string(),
	move: v.picklist(moves),
	grade: v.picklist(grades),
	seconds: v.number(),
	height: v.picklist(heights),
	bytes: v.number(),
	jobKey: v.string(),
	tookMs: v.number(),
});

export type CharacterBody = v.InferOutput<typeof characterSchema>;
export type StillBody = v.InferOutput<typeof stillSchema>;
export type SegmentBody = v.InferOutput<typeof segmentSchema>;
export type KeptStill = Kept<StillBody>;
export type KeptSegment = Kept<SegmentBody>;

/** Everything Studio keeps besides jobs. */
export interface Records {
	characters: Shelf<CharacterBody>;
	stills: Shelf<StillBody>;
	segments: Shelf<SegmentBody>;
}

/** Opens the shelves of a database that has the tables. */
export function openRecords(sql: Sql): Records {
	return {
		characters: createShelf({ sql, kind: 'character', schema: characterSchema }),
		stills: createShelf({ sql, kind: 'still', schema: stillSchema }),
		segments: createShelf({ sql, kind: 'segment', schema: segmentSchema }),
	};
}
