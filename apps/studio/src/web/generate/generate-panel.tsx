import { useCallback, useId, useState } from 'react';
import type { Character, SceneAccepted, Still } from '../../api.ts';
import { ProblemNote, ShowLoaded, useTask } from '../parts/index.ts';
import { readyValue, useResource } from '../request/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { AcceptedNote } from './accepted-note.tsx';
import { type SceneChoice, SceneForm } from './scene-form.tsx';
import { StillDrop } from './still-drop.tsx';
import { StillPicker } from './still-picker.tsx';

/** Makes a scene with a character: the picture it starts from, and how the camera moves over it. */
export function GeneratePanel({ character }: { character: Character }) {
	const { api, resources } = useStudio();
	const loaded = useResource(resources.stills);
	const [stillId, setStillId] = useState(character.stillId);
	const [accepted, setAccepted] = useState<SceneAccepted | null>(null);
	const [task, run] = useTask();
	const headingId = useId();
	const onEnded = useCallback(() => setAccepted(null), []);
	function change(toNext: (stills: Still[]) => Still[]) {
		resources.stills.put({ stills: toNext(readyValue(resources.stills)?.stills ?? []) });
	}
	function onAdded(added: Still) {
		change((stills) => [added, ...stills]);
		setStillId(added.id);
	}
	async function onRemove(still: Still) {
		await api.removeStill(still.id);
		change((stills) => stills.filter((other) => other.id !== still.id));
		setStillId(character.stillId);
	}
	function onGenerate(choice: SceneChoice) {
		void run(async () => setAccepted(await api.generate({ ...choice, characterId: character.id, stillId })));
	}
	return (
		<section className="card" aria-labelledby={headingId}>
			<div className="card-head">
				<h2 id={headingId}>New scene</h2>
			</div>
			<ShowLoaded loaded={loaded}>
				{({ stills }) => <StillPicker stills={stills} value={stillId} onChange={setStillId} onRemove={onRemove} />}
			</ShowLoaded>
			<StillDrop onAdded={onAdded} />
			<SceneForm character={character} busy={task.status === 'running'} onGenerate={onGenerate} />
			<p role="status" className="accepted">
				{accepted !== null && <AcceptedNote key={accepted.key} accepted={accepted} onEnded={onEnded} />}
			</p>
			{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
		</section>
	);
}
