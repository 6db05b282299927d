import type { Still } from '../../api.ts';
import { RemoveButton } from '../parts/index.ts';

/** Chooses the picture that a scene starts from. */
export function StillPicker(props: {
	stills: readonly Still[];
	/** Id of the chosen one. */
	value: string;
	onChange: (stillId: string) => void;
	onRemove: (still: Still) => Promise<void>;
}) {
	const chosen = props.stills.find((still) => still.id === props.value);
	return (
		<fieldset className="still-picker">
			<legend>Still</legend>
			<div className="stills">
				{props.stills.map((still) => (
					<label key={still.id} title={still.name}>
						<input
							type="radio"
							name="still"
							checked={still.id === props.value}
							onChange={() => props.onChange(still.id)}
						/>
						<img src={still.thumbnail} alt={still.name} loading="lazy" />
					</label>
				))}
			</div>
			{chosen !== undefined && (
				<div className="still-note quiet">
					<span>
						{chosen.name} · {chosen.width} × {chosen.height}
					</span>
					{chosen.from === 'upload' && (
						<RemoveButton
							key={chosen.id}
							label="Delete this picture"
							question={`Delete “${chosen.name}”?`}
							onRemove={() => props.onRemove(chosen)}
						/>
					)}
				</div>
			)}
		</fieldset>
	);
}
