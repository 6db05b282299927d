import { ShowLoaded, View } from '../parts/index.ts';
import { useResource } from '../request/index.ts';
import { Link, paths } from '../router/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { TagList } from './tag-list.tsx';

/** Everybody who appears in scenes. */
export function CharactersView() {
	const loaded = useResource(useStudio().resources.characters);
	return (
		<View title="Characters" lead="Shared by all creators. Open one to edit it or to generate a scene.">
			<ShowLoaded loaded={loaded}>
				{({ characters }) => (
					<ul className="cards">
						{characters.map((character) => (
							<li key={character.id} className="card linked">
								<img src={character.portrait} alt="" className="picture" loading="lazy" />
								<h2>
									<Link to={paths.character(character.id)}>{character.name}</Link>
								</h2>
								<p className="quiet">{character.role}</p>
								<TagList tags={character.tags} />
							</li>
						))}
					</ul>
				)}
			</ShowLoaded>
		</View>
	);
}
