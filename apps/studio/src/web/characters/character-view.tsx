import { GeneratePanel } from '../generate/generate-panel.tsx';
import { ShowLoaded, View } from '../parts/index.ts';
import { useResource } from '../request/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { CharacterForm } from './character-form.tsx';

/** One character: who they are, and the form that makes a scene with them. */
export function CharacterView({ id }: { id: string }) {
	const loaded = useResource(useStudio().resources.character(id));
	const character = loaded.status === 'ready' ? loaded.value : null;
	return (
		<View title={character?.name ?? 'Character'} lead={character?.role}>
			<ShowLoaded loaded={loaded}>
				{(value) => (
					<div className="split">
						<CharacterForm character={value} />
						<GeneratePanel character={value} />
					</div>
				)}
			</ShowLoaded>
		</View>
	);
}
