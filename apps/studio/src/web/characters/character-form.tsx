import { useId } from 'react';
import { type Character, type CharacterFields, fieldLimits } from '../../api.ts';
import { useAutosave } from '../autosave/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { useReadable } from '../state/use-readable.ts';
import { SaveNote } from './save-note.tsx';
import { TagsField } from './tags-field.tsx';

/** The fields that are plain text, in the order of the form. */
const textFields = [
	{ field: 'name', label: 'Name', rows: 1 },
	{ field: 'role', label: 'Role', rows: 1 },
	{ field: 'appearance', label: 'Appearance', rows: 3 },
	{ field: 'wardrobe', label: 'Wardrobe', rows: 2 },
	{ field: 'personality', label: 'Personality', rows: 3 },
	{ field: 'notes', label: 'Notes', rows: 4 },
] as const;

/** A character's metadata; saved as one types. */
export function CharacterForm({ character }: { character: Character }) {
	const { api, resources } = useStudio();
	const autosave = useAutosave<CharacterFields>(async (patch) => {
		resources.character(character.id).put(await api.changeCharacter(character.id, patch));
	});
	const draft = useReadable(autosave.draft);
	const shown: CharacterFields = { ...character, ...draft.edits };
	const wrong = draft.saving.status === 'failed' ? draft.saving.problem.field : undefined;
	const noteId = useId();
	const headingId = useId();
	return (
		<section className="card" aria-labelledby={headingId}>
			<div className="card-head">
				<h2 id={headingId}>Metadata</h2>
				<SaveNote id={noteId} saving={draft.saving} onRetry={autosave.flush} />
			</div>
			<form className="fields" onSubmit={(event) => event.preventDefault()}>
				{textFields.map(({ field, label, rows }) => (
					<TextField
						key={field}
						label={label}
						rows={rows}
						value={shown[field]}
						maxLength={fieldLimits[field]}
						problemId={wrong === field ? noteId : undefined}
						onChange={(value) => autosave.edit({ [field]: value })}
					/>
				))}
				<TagsField tags={shown.tags} onChange={(tags) => autosave.edit({ tags })} />
			</form>
		</section>
	);
}

function TextField(props: {
	label: string;
	rows: number;
	value: string;
	maxLength: number;
	/** Id of what says why the value cannot be saved. */
	problemId: string | undefined;
	onChange: (value: string) => void;
}) {
	const id = useId();
	const shared = {
		id,
		value: props.value,
		maxLength: props.maxLength,
		'aria-invalid': props.problemId !== undefined,
		'aria-describedby': props.problemId,
	};
	return (
		<div className="field">
			<label htmlFor={id}>{props.label}</label>
			{props.rows === 1 ? (
				<input type="text" {...shared} onChange={(event) => props.onChange(event.target.value)} />
			) : (
				<textarea rows={props.rows} {...shared} onChange={(event) => props.onChange(event.target.value)} />
			)}
		</div>
	);
}
