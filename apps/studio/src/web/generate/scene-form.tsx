import { type FormEvent, useState } from 'react';
import {
	type Character,
	framesPerSecond,
	grades,
	heights,
	moves,
	type SceneRequest,
	secondsLimits,
	variantCounts,
} from '../../api.ts';
import { Choice } from '../parts/index.ts';
import { gradeNames, heightNames, moveNames, toCount, variantNames } from '../words/index.ts';

/** Longest name a scene takes, as the API says. */
const nameLimit = 80;

/** What a scene is made of, without its picture. */
export type SceneChoice = Omit<SceneRequest, 'characterId' | 'stillId'>;

const first: SceneChoice = { move: 'zoom-in', grade: 'none', seconds: 10, height: 540, variants: 1 };

/** Chooses how a scene is made, and asks for it. */
export function SceneForm(props: { character: Character; busy: boolean; onGenerate: (choice: SceneChoice) => void }) {
	const [choice, setChoice] = useState(first);
	const [seconds, setSeconds] = useState(String(first.seconds));
	const [name, setName] = useState('');
	const change = (patch: Partial<SceneChoice>) => setChoice({ ...choice, ...patch });
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		if (props.busy) return;
		const given = name.trim();
		props.onGenerate({ ...choice, seconds: Number(seconds), ...(given !== '' && { name: given }) });
	}
	return (
		<form className="fields" onSubmit={onSubmit}>
			<div className="field-row">
				<Select
					label="Camera move"
					options={moves}
					names={moveNames}
					value={choice.move}
					onChange={(move) => change({ move })}
				/>
				<Select
					label="Grade"
					options={grades}
					names={gradeNames}
					value={choice.grade}
					onChange={(grade) => change({ grade })}
				/>
			</div>
			<div className="field-row">
				<label className="field">
					<span>Seconds</span>
					<input
						type="number"
						inputMode="numeric"
						required
						min={secondsLimits.least}
						max={secondsLimits.most}
						step={1}
						value={seconds}
						onChange={(event) => setSeconds(event.target.value)}
					/>
					<small className="quiet">{toFrames(seconds)}</small>
				</label>
				<Choice
					legend="Size"
					name="height"
					options={heights.map((height) => [height, heightNames[height]] as const)}
					value={choice.height}
					onChange={(height) => change({ height })}
				/>
			</div>
			<Choice
				legend="Variants"
				name="variants"
				options={variantCounts.map((count) => [count, variantNames[count]] as const)}
				value={choice.variants ?? 1}
				onChange={(variants) => change({ variants })}
			/>
			<label className="field">
				<span>Scene name (optional)</span>
				<input
					type="text"
					maxLength={nameLimit}
					value={name}
					placeholder={`For example: ${props.character.name}, first snow`}
					onChange={(event) => setName(event.target.value)}
				/>
			</label>
			{/* Not `disabled`: the button would lose the focus for good. */}
			<button type="submit" className="main-button" aria-disabled={props.busy}>
				Generate scene
			</button>
		</form>
	);
}

function toFrames(seconds: string): string {
	const count = Number(seconds);
	if (!Number.isInteger(count) || count < secondsLimits.least || count > secondsLimits.most) {
		return `Whole seconds, ${secondsLimits.least} to ${secondsLimits.most}`;
	}
	return `${toCount(count * framesPerSecond)} frames`;
}

function Select<T extends string>(props: {
	label: string;
	options: readonly T[];
	names: Readonly<Record<T, string>>;
	value: T;
	onChange: (value: T) => void;
}) {
	return (
		<label className="field">
			<span>{props.label}</span>
			<select
				value={props.value}
				onChange={(event) => {
					const chosen = props.options.find((option) => option === event.target.value);
					if (chosen !== undefined) props.onChange(chosen);
				}}
			>
				{props.options.map((option) => (
					<option key={option} value={option}>
						{props.names[option]}
					</option>
				))}
			</select>
		</label>
	);
}
