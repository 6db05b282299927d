import { describe, expect, it } from 'vitest';
import { english } from './english.ts';
import { createFormat } from './format.ts';
import { german } from './german.ts';
import type { ButtonFigures } from './labels.ts';

const minute = 60_000;
const now = Date.UTC(2026, 1, 18, 14, 27);
const en = english(createFormat('en-GB', { timeZone: 'UTC' }));
const de = german(createFormat('de', { timeZone: 'UTC' }));
const quiet: ButtonFigures = {
	known: true,
	running: 0,
	queued: 0,
	paused: 0,
	progress: null,
	unseen: { completed: 0, failed: 0 },
	link: 'live',
};

describe('labels', () => {
	it('[BT4] name the button in full', () => {
		const busy = { ...quiet, running: 2, queued: 3, progress: 0.73 };
		expect(en.buttonName(busy)).toBe('Jobs: 2 running, 3 queued, 73 %');
		expect(de.buttonName(busy)).toMatch(/^Aufträge: 2 in Arbeit, 3 wartend, 73\s%$/);
		expect(en.buttonName(quiet)).toBe('Jobs: none running');
		expect(en.buttonName({ ...quiet, known: false })).toBe('Jobs: loading');
		expect(de.buttonName({ ...quiet, known: false })).toBe('Aufträge: wird geladen');
		expect(en.buttonName({ ...busy, unseen: { completed: 2, failed: 1 }, link: 'lost' })).toBe(
			'Jobs: connection lost, 1 failed, 2 done, 2 running, 3 queued, 73 %',
		);
		expect(en.buttonName({ ...quiet, paused: 1, link: 'never' })).toBe('Jobs: not connected, 1 paused');
	});

	it('[PN6] say the remaining time as a person would', () => {
		expect(en.remaining({ at: now + 5 * minute, spreadMs: 30_000, now })).toBe('about 5 min left · 14:32');
		expect(de.remaining({ at: now + 5 * minute, spreadMs: 30_000, now })).toBe('noch etwa 5 min · 14:32');
		expect(en.remaining({ at: now + 40_000, spreadMs: 0, now })).toBe('less than a minute left · 14:27');
		expect(en.remaining({ at: now - 1, spreadMs: 0, now })).toBe('any moment now');
	});

	it('[PN6] say long times in steps, so that they do not waver', () => {
		const said = (ms: number) => en.remaining({ at: now + ms, spreadMs: 0, now });
		expect([9.4, 11, 12.4, 12.6, 58].map((minutes) => said(minutes * minute).split(' left')[0])).toEqual([
			'about 9 min',
			'about 10 min',
			'about 10 min',
			'about 15 min',
			'about 1 h',
		]);
		expect(said(68 * minute)).toMatch(/^about 1 h 15 min left/);
	});

	it('[PN7] say a range while the estimate is unsure', () => {
		expect(en.remaining({ at: now + 6 * minute, spreadMs: 3 * minute, now })).toBe('3 min to 9 min left');
		expect(de.remaining({ at: now + 6 * minute, spreadMs: 3 * minute, now })).toBe('noch 3 min bis 9 min');
	});

	it('choose the plural of their language', () => {
		expect([0, 1, 1200].map(en.before)).toEqual(['next in line', '1 job before it', '1,200 jobs before it']);
		expect([1, 2].map(de.before)).toEqual(['1 Auftrag davor', '2 Aufträge davor']);
	});

	it('[PN10] [PN33] say what cancelling loses', () => {
		expect(en.confirmCancel(8 * minute)).toBe('Cancel it? Lost: 8 min of work.');
		expect(en.confirmCancel(minute)).toBe('Cancel it? Lost: 1 min of work.');
		expect(de.confirmCancel(minute)).toBe('Wirklich abbrechen? Verloren: 1 min Arbeit.');
		expect(en.confirmCancel(0)).toBe('Cancel it?');
		expect(de.confirmCancel(999)).toBe('Wirklich abbrechen?');
		expect(en.confirmBulk({ count: 3, lostMs: 4 * minute })).toBe('Cancel 3 jobs? Lost: 4 min of work.');
	});

	it('[PN35] say how the jobs of a group stand', () => {
		expect(en.standing({ running: 1, paused: 0, queued: 1200 })).toBe('1 running, 1,200 queued');
		expect(de.standing({ running: 1, paused: 2, queued: 3 })).toBe('1 in Arbeit, 2 angehalten, 3 wartend');
		expect(en.standing({ running: 0, paused: 0, queued: 0 })).toBe('');
	});

	it('[PN10] call no work lost where it is less than a second', () => {
		expect(en.confirmBulk({ count: 3, lostMs: 0 })).toBe('Cancel 3 jobs?');
		expect(de.confirmBulk({ count: 1, lostMs: 999 })).toBe('1 Auftrag abbrechen?');
	});

	it('[PN3] give a heading no figure where everything under it is being cancelled', () => {
		expect([en.groupQueued(3), en.groupQueued(0)]).toEqual(['Queued · 3', 'Queued']);
		expect([de.groupQueued(3), de.groupQueued(0)]).toEqual(['Wartend · 3', 'Wartend']);
	});

	it('say why a command failed: known refusals in their language, others as the server put it', () => {
		expect(de.commandFailed('pause', { code: 'not-possible', message: 'x' })).toBe(
			'Nicht angehalten. Das geht nicht mehr.',
		);
		expect(en.commandFailed('retry', { code: 'new-code', message: 'Disk full.' })).toBe(
			'Not started again. Disk full.',
		);
	});

	it('say the batch without an end that has passed', () => {
		expect(en.batch({ progress: 0.73, endsAt: now + 24 * minute, now })).toBe('All: 73 % · done about 14:51');
		expect(en.batch({ progress: 0.73, endsAt: now - 1, now })).toBe('All: 73 %');
		expect(de.batch({ progress: 0.73, now })).toMatch(/^Alle: 73\s%$/);
	});

	it('have no string in German that is missing or left in English', () => {
		const same = Object.entries(en).filter(([key, text]) => typeof text === 'string' && Reflect.get(de, key) === text);
		expect(same.map(([key]) => key)).toEqual(['percentUnknown', 'offline']);
		expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
	});
});
