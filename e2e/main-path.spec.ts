import { isMissing, type StudioEngine, test } from './studio.ts';
import { walkMainPath } from './walk-main-path.ts';

test.setTimeout(240_000);

const engines: readonly StudioEngine[] = ['PGlite', 'Redis', 'Postgres'];

for (const engine of engines) {
	test.describe(`on ${engine}`, () => {
		test.use({ engine });
		test.skip(isMissing(engine), `There is no server of ${engine} on this machine.`);
		test('from a picture to a finished segment, watched from the tray', ({ page, studio, browser }) =>
			walkMainPath({ page, url: studio.url, browser }));
	});
}
