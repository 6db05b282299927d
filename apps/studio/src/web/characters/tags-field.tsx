import { type KeyboardEvent, useId, useState } from 'react';
import { fieldLimits } from '../../api.ts';

/** Most tags a character takes, as the API says. */
const mostTags = 12;

/** Edits a list of short words: Enter or a comma adds one, Backspace in the empty field takes the last away. */
export function TagsField({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
	const [text, setText] = useState('');
	const inputId = useId();
	function add() {
		const tag = text.trim();
		setText('');
		if (tag !== '' && !tags.includes(tag) && tags.length < mostTags) onChange([...tags, tag]);
	}
	function onKeyDown(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === 'Enter' || event.key === ',') {
			event.preventDefault();
			add();
		} else if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1));
	}
	return (
		<div className="field">
			<label htmlFor={inputId}>Tags</label>
			<div className="tags-field">
				{tags.map((tag) => (
					<button
						key={tag}
						type="button"
						aria-label={`Remove tag ${tag}`}
						onClick={() => onChange(tags.filter((other) => other !== tag))}
					>
						{tag}{' '}
						<span className="cross" aria-hidden="true">
							×
						</span>
					</button>
				))}
				<input
					id={inputId}
					type="text"
					value={text}
					maxLength={fieldLimits.tags}
					// Not `disabled`: the twelfth tag's Enter would lose the focus.
					readOnly={tags.length >= mostTags}
					placeholder={tags.length < mostTags ? 'Add a tag' : `At most ${mostTags} tags`}
					onChange={(event) => setText(event.target.value)}
					onKeyDown={onKeyDown}
					onBlur={add}
				/>
			</div>
		</div>
	);
}
