import { describe, expect, it } from 'vitest';
import { paths, toRoute } from './route.ts';

describe('toRoute', () => {
	it('finds every view at the path that links use', () => {
		expect(toRoute(paths.characters)).toEqual({ view: 'characters' });
		expect(toRoute(paths.character('mira'))).toEqual({ view: 'character', id: 'mira' });
		expect(toRoute(paths.library)).toEqual({ view: 'library' });
		expect(toRoute(paths.segment('7'))).toEqual({ view: 'segment', id: '7' });
		expect(toRoute(paths.settings)).toEqual({ view: 'settings' });
	});

	it('gives a job its key back, colons and slashes included', () => {
		expect(toRoute(paths.job('scenes:a/b%'))).toEqual({ view: 'job', key: 'scenes:a/b%' });
	});

	it('takes the root for home, and a slash at the end for none', () => {
		expect(toRoute('/')).toEqual({ view: 'home' });
		expect(toRoute('/library/')).toEqual({ view: 'library' });
	});

	it('says that a view is missing where none is at the path', () => {
		for (const path of ['/nothing', '/library/7', '/characters/a/b', '/segments', '/jobs/%']) {
			expect(toRoute(path)).toEqual({ view: 'missing' });
		}
	});
});
