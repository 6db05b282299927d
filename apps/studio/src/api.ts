/**
 * What Studio's front end and server say to each other over HTTP. JSON both ways, times in epoch milliseconds.
 *
 * | Route | Body | Answer |
 * |---|---|---|
 * | `GET /api/people` | | {@link People}: who can sign in; no login needed |
 * | `GET /api/me` | | {@link Me}, or 204 where nobody is signed in |
 * | `POST /api/session` | {@link SignIn} | {@link Me}, and the login cookie |
 * | `DELETE /api/session` | | 204; this login's sockets are closed |
 * | `GET /api/characters` | | {@link CharacterList} |
 * | `GET /api/characters/:id` | | {@link Character} |
 * | `PATCH /api/characters/:id` | {@link CharacterChange} | {@link Character} as it stands now |
 * | `GET /api/stills` | | {@link StillList}: the shipped ones and one's own uploads, newest upload first |
 * | `POST /api/stills?name=FILE` | the picture's bytes, header `x-studio: 1` | 201 {@link Still} |
 * | `DELETE /api/stills/:id` | | 204; own uploads only |
 * | `POST /api/scenes` | {@link SceneRequest} | 202 {@link SceneAccepted} |
 * | `GET /api/segments` | | {@link SegmentList}: newest first; a lead sees everybody's |
 * | `GET /api/segments/:id` | | {@link Segment} |
 * | `DELETE /api/segments/:id` | | 204; own segments only |
 * | `GET /api/jobs/:key` | | {@link JobDetail}; the key URL-encoded |
 * | `GET /media/...` | | pictures and videos, with ranges; the addresses come in the answers above |
 *
 * Every refusal is a {@link Problem}. Requests that change something must come from Studio's own pages:
 * JSON with `content-type: application/json`, or the header `x-studio: 1` where there is no JSON body.
 * The tray's own API and socket are under `/jobtray`.
 */

/** What a person may do: a creator sees their own jobs and segments, a lead sees everybody's. */
export type Role = 'creator' | 'lead';

/** Somebody who can sign in. */
export interface Person {
	/** `ana`, `ben` or `lea`. */
	id: string;
	name: string;
	role: Role;
}

/** Answer of `GET /api/people`. */
export interface People {
	people: Person[];
}

/** Who is signed in. */
export interface Me {
	person: Person;
	/** When the login ends. */
	expiresAt: number;
	/** What the engine keeps jobs in: `pglite`, `postgres` or `redis`. For the Settings page. */
	engine: string;
	/** How many jobs run at once. */
	parallel: number;
}

/** Body of `POST /api/session`. */
export interface SignIn {
	/** A {@link Person.id}. */
	person: string;
}

/** What one may write about a character; each field is plain text. */
export interface CharacterFields {
	name: string;
	/** One line under the name: "Courier, 27". */
	role: string;
	/** Several lines each. */
	appearance: string;
	wardrobe: string;
	personality: string;
	notes: string;
	/** Short words, at most 12. */
	tags: string[];
}

/** Somebody who appears in scenes; shared by all creators. */
export interface Character extends CharacterFields {
	id: string;
	/** Address of a small picture. */
	portrait: string;
	/** The still its "Generate scene" form offers first. */
	stillId: string;
	updatedAt: number;
	/** Who wrote last; absent until somebody has. */
	updatedBy?: string;
}

/**
 * Body of `PATCH /api/characters/:id`: only the fields that changed. The last writer of a field wins;
 * fields that two people change at the same time do not touch each other.
 */
export type CharacterChange = Partial<CharacterFields>;

/** Answer of `GET /api/characters`, by name. */
export interface CharacterList {
	characters: Character[];
}

/** Most characters a field takes. */
export const fieldLimits: Readonly<Record<keyof CharacterFields, number>> = {
	name: 60,
	role: 120,
	appearance: 2_000,
	wardrobe: 2_000,
	personality: 2_000,
	notes: 4_000,
	/** Of each tag. */
	tags: 30,
};

/** A picture that scenes start from. */
export interface Still {
	id: string;
	/** What a person calls it: "Forest at dusk", or the uploaded file's name without its ending. */
	name: string;
	width: number;
	height: number;
	/** Address of the picture. */
	href: string;
	/** Address of a small picture, 480 pixels wide; the picture itself where none could be drawn. */
	thumbnail: string;
	/** Shipped with Studio, or uploaded by the person who is signed in. */
	from: 'studio' | 'upload';
	createdAt: number;
}

/** Answer of `GET /api/stills`. */
export interface StillList {
	stills: Still[];
}

/** What an upload may be; the server looks at the content, not at the name. */
export const uploadLimits = {
	/** 20 MB. */
	bytes: 20_000_000,
	/** For a file input's `accept`. */
	types: ['image/jpeg', 'image/png', 'image/webp'],
	/** Pixels of width times height. */
	pixels: 100_000_000,
} as const;

/** How the camera moves over the still, in the order the form offers them. */
export const moves = [
	'zoom-in',
	'zoom-out',
	'pan-left',
	'pan-right',
	'pan-up',
	'pan-down',
	'drift',
	'still',
] as const satisfies readonly string[];

/** How the camera moves over the still. */
export type Move = (typeof moves)[number];

/** The colours of the scene, in the order the form offers them. */
export const grades = ['none', 'warm', 'cool', 'noir', 'vivid', 'faded', 'day-to-night'] as const;

/** The colours of the scene. */
export type Grade = (typeof grades)[number];

/** How many variants of a scene one can ask for at once, in the order the form offers them. */
export const variantCounts = [1, 3] as const;

/** How many variants of a scene; all but the first have other colours. */
export type VariantCount = (typeof variantCounts)[number];

/** Pixels from top to bottom; 540 is 960 × 540, 1080 is 1920 × 1080. */
export const heights = [540, 1080] as const;

/** Pixels from top to bottom. */
export type Height = (typeof heights)[number];

/** What a scene's length may be, in seconds. */
export const secondsLimits = { least: 1, most: 600 } as const;

/** Frames in a second of video. */
export const framesPerSecond = 24;

/** Body of `POST /api/scenes`. */
export interface SceneRequest {
	characterId: string;
	stillId: string;
	move: Move;
	grade: Grade;
	/** Whole seconds, 1..600. */
	seconds: number;
	height: Height;
	/** What to call it in place of "Mira, forest at dusk"; at most 80 characters. */
	name?: string;
	/** Default 1. Each is a job of its own; the tray shows them as one row. */
	variants?: VariantCount;
}

/** Answer of `POST /api/scenes`: the job is queued, and the tray shows it. */
export interface SceneAccepted {
	/** The job's key, as in the tray. */
	key: string;
	/** The scene's number, counted for each person from 1. */
	number: number;
	/** The job's name: "Generating Scene 3 · Mira, forest at dusk". */
	name: string;
	/** How many jobs were queued; the fields above are of the first. */
	variants: number;
}

/** A finished scene. */
export interface Segment {
	id: string;
	/** The scene's number. */
	number: number;
	/** "Scene 3 · Mira, forest at dusk". */
	name: string;
	owner: { id: string; name: string };
	characterId: string;
	characterName: string;
	stillId: string;
	stillName: string;
	move: Move;
	grade: Grade;
	seconds: number;
	width: number;
	height: number;
	frames: number;
	/** Of the video file. */
	bytes: number;
	/** Address of the MP4. */
	video: string;
	/** Address of a picture of the video's own size. */
	poster: string;
	/** Address of a small picture, 320 pixels wide. */
	thumbnail: string;
	/** The job that made it. */
	jobKey: string;
	createdAt: number;
	/** How long the making took, pauses left out. */
	tookMs: number;
	/** Whether the person who is signed in may delete it. */
	mine: boolean;
}

/** Answer of `GET /api/segments`. */
export interface SegmentList {
	segments: Segment[];
}

/** One line of a job's log. */
export interface LogLine {
	text: string;
}

/** Answer of `GET /api/jobs/:key`, for the Job page. Its owner and leads see it; for all others there is no such job. */
export interface JobDetail {
	key: string;
	name: string;
	owner: { id: string; name: string } | null;
	status: 'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';
	run: number;
	createdAt: number;
	startedAt?: number;
	finishedAt?: number;
	/** Why it failed, for people. */
	error?: string;
	log: LogLine[];
	/** What was asked for, with the character's and the still's names; absent where the job is not a scene. */
	scene?: SceneRequest & { number: number; characterName: string; stillName: string; stillThumbnail: string };
	/** Address of the page of what it made. */
	resultHref?: string;
}

/** Why a request was refused. Branch on `code`; `message` is for the person. */
export type ProblemCode =
	| 'signed-out'
	| 'forbidden'
	| 'not-found'
	| 'not-valid'
	| 'too-large'
	| 'not-a-picture'
	| 'engine-unreachable'
	| 'internal';

/** Body of every refusal. */
export interface Problem {
	error: {
		code: ProblemCode;
		/** What happened, and what to do. Plain text, fit to be shown. */
		message: string;
		/** The field that is wrong, where one is. */
		field?: string;
	};
}
