import { useEffect } from 'react';
import { CharacterView } from '../characters/character-view.tsx';
import { CharactersView } from '../characters/characters-view.tsx';
import { JobView } from '../jobs/job-view.tsx';
import { LibraryView } from '../library/library-view.tsx';
import { SegmentView } from '../library/segment-view.tsx';
import { View } from '../parts/index.ts';
import { Link, paths, toRoute, useRouter } from '../router/index.ts';
import { SettingsView } from '../settings/settings-view.tsx';
import { useReadable } from '../state/use-readable.ts';

/** The view at the page's address. Each item has a view of its own, so that nothing typed for one reaches another. */
export function CurrentView() {
	const { pathname } = useReadable(useRouter().place);
	const route = toRoute(pathname);
	switch (route.view) {
		case 'home':
			return <HomeView />;
		case 'characters':
			return <CharactersView />;
		case 'character':
			return <CharacterView key={route.id} id={route.id} />;
		case 'library':
			return <LibraryView />;
		case 'segment':
			return <SegmentView key={route.id} id={route.id} />;
		case 'job':
			return <JobView key={route.key} id={route.key} />;
		case 'settings':
			return <SettingsView />;
		case 'missing':
			return <MissingView />;
	}
}

function HomeView() {
	const router = useRouter();
	useEffect(() => router.replace(paths.characters), [router]);
	return null;
}

function MissingView() {
	return (
		<View title="There is no such page">
			<p>
				The address may be mistyped, or what it showed may be gone. Go to the{' '}
				<Link to={paths.characters}>characters</Link> or the <Link to={paths.library}>library</Link>.
			</p>
		</View>
	);
}
