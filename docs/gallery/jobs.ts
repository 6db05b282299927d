import type { Job, QueueFigures } from '../../packages/jobtray/src/protocol/index.ts';
import { makeJob } from '../../packages/jobtray/src/testing/make-job.ts';

/** The moment at which every picture is taken. */
export const now = Date.UTC(2026, 1, 18, 14, 27, 0);

const second = 1_000;
const minute = 60 * second;

// A small gradient stands in for a still, so that pictures need no files.
const still =
	'data:image/svg+xml,' +
	encodeURIComponent(
		'<svg xmlns="http://www.w3.org/2000/svg" width="52" height="32"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#6d86d8"/><stop offset="1" stop-color="#c08ad0"/></linearGradient></defs><rect width="52" height="32" fill="url(#g)"/></svg>',
	);

export const scene3 = makeJob({
	key: 'scenes:3',
	name: 'Generating Scene 3 · Mira, forest at dusk',
	step: 'Encoding frame 1,052 of 1,440',
	progress: 0.73,
	startedAt: now - (14 * minute + 20 * second),
	etaAt: now + 5 * minute,
	etaSpreadMs: 30 * second,
});

export const scene4 = makeJob({
	key: 'scenes:4',
	name: 'Generating Scene 4 · Mira, night market',
	step: 'Encoding frame 316 of 1,440',
	progress: 0.22,
	startedAt: now - (3 * minute + 5 * second),
	wanted: 'paused',
	wantedAt: now - 2 * second,
	actions: ['cancel'],
});

export const upscale = makeJob({
	key: 'stills:9',
	name: 'Upscale · Jon, portrait',
	step: 'Rendering tiles',
	progress: null,
	startedAt: now - 8 * minute,
});

export const scene5 = makeJob({
	key: 'scenes:5',
	name: 'Generating Scene 5 · Jon, harbour',
	status: 'queued',
	startedAt: undefined,
	progress: null,
	place: { lane: 0, at: 1 },
});

export const scene6 = makeJob({
	...scene5,
	key: 'scenes:6',
	name: 'Generating Scene 6 · Mira, rooftop',
	place: { lane: 0, at: 2 },
});
export const scene7 = makeJob({
	...scene5,
	key: 'scenes:7',
	name: 'Generating Scene 7 · Jon, station',
	place: { lane: 0, at: 3 },
});

export const held = makeJob({
	key: 'scenes:8',
	name: 'Generating Scene 8 · Mira, lighthouse',
	step: 'Encoding frame 590 of 1,440',
	status: 'paused',
	progress: 0.41,
	startedAt: now - 20 * minute,
	pausedAt: now - 9 * minute,
	actions: ['resume', 'cancel'],
});

export const stalled = makeJob({
	key: 'scenes:10',
	name: 'Generating Scene 10 · Jon, glacier',
	step: 'Encoding frame 12 of 1,440',
	progress: 0.01,
	startedAt: now - 5 * minute,
	stalledSince: now - 4 * minute,
	restarts: 1,
});

export const done = makeJob({
	key: 'scenes:2',
	name: 'Generating Scene 2 · Mira, bridge',
	status: 'completed',
	progress: 1,
	startedAt: now - 22 * minute,
	finishedAt: now - 4 * minute,
	result: { href: '/segments/2', thumbnail: still },
	actions: [],
});

export const doneNow = makeJob({
	...scene3,
	status: 'completed',
	progress: 1,
	startedAt: now - 19 * minute,
	finishedAt: now,
	result: { href: '/segments/3', thumbnail: still, label: 'Scene 3 · Mira, forest at dusk' },
	actions: [],
});

export const failed = makeJob({
	key: 'exports:1',
	name: 'Export · season one',
	status: 'failed',
	progress: 0.4,
	startedAt: now - 12 * minute,
	finishedAt: now - 9 * minute,
	error: {
		message:
			'Disk full on render-02: 1.2 GB are needed for the season and 310 MB are free. Remove old exports, or ask for more room, and try again.',
	},
	actions: ['retry'],
});

export const cancelled = makeJob({
	key: 'scenes:1',
	name: 'Generating Scene 1 · Jon, attic',
	status: 'cancelled',
	progress: 0.2,
	startedAt: now - 40 * minute,
	finishedAt: now - 31 * minute,
	actions: ['retry'],
});

export const queue: QueueFigures = {
	queue: 'scenes',
	lanes: [{ lane: 0, waiting: [[0, 4]] }],
	running: 2,
	parallel: 2,
	freeAt: [now + 5 * minute, now + 6 * minute],
	meanMs: 18 * minute,
};

/** Just cancelled, and can be taken back. */
export const undoable = makeJob({
	...scene6,
	wanted: 'cancelled',
	wantedAt: now - second,
	undoUntil: now + 4 * second,
	actions: ['undo'],
});

/** Seven tiles of one still, of which two have ended and are no longer listed. */
const tiles = { id: 'stills:30', name: 'Upscale · Mira, forest at dusk', size: 7 };

export const tilesParent = makeJob({
	key: 'stills:30',
	name: 'Upscale · Mira, forest at dusk',
	status: 'queued',
	startedAt: undefined,
	progress: null,
	group: tiles,
	actions: ['cancel'],
});

const tile = makeJob({ queue: 'tiles', group: tiles, actions: ['cancel'], cannot: { pause: 'not-supported' } });

export const tilesMembers: Job[] = [
	{ ...tile, key: 'tiles:3', name: 'Tile 3 of 7', step: 'Sharpening', progress: 0.64, startedAt: now - 50 * second },
	{ ...tile, key: 'tiles:4', name: 'Tile 4 of 7', step: 'Enlarging', progress: 0.2, startedAt: now - 20 * second },
	...[5, 6].map((at) =>
		makeJob({
			...tile,
			key: `tiles:${at}`,
			name: `Tile ${at} of 7`,
			status: 'queued',
			startedAt: undefined,
			progress: null,
		}),
	),
	{
		...tile,
		key: 'tiles:2',
		name: 'Tile 2 of 7',
		status: 'completed',
		progress: 1,
		startedAt: now - 3 * minute,
		finishedAt: now - minute,
		actions: [],
	},
];

/** The jobs of the whole panel. */
export const everything: Job[] = [scene3, scene4, upscale, scene5, scene6, scene7, done, failed, cancelled];
