/** One of a few, side by side. */
export function Choice<T extends string | number>(props: {
	legend: string;
	/** Groups the radio buttons; unique on the page. */
	name: string;
	options: readonly (readonly [value: T, label: string])[];
	value: T;
	onChange: (value: T) => void;
}) {
	return (
		<fieldset className="choice">
			<legend>{props.legend}</legend>
			<div className="choice-options">
				{props.options.map(([value, label]) => (
					<label key={value}>
						<input
							type="radio"
							name={props.name}
							checked={value === props.value}
							onChange={() => props.onChange(value)}
						/>
						<span>{label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
