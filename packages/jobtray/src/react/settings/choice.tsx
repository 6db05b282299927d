import type { ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { Setting } from './setting.tsx';

/** A setting that is one of several values. */
export function Choice<Value extends string>({
	label,
	hint,
	value,
	values,
	toName,
	onChange,
	children,
}: {
	label: string;
	hint?: ReactNode;
	value: Value;
	values: readonly Value[];
	toName(value: Value): string;
	onChange(value: Value): void;
	/** Beside the select. */
	children?: ReactNode;
}) {
	// What was chosen may be gone: it is shown all the same, as it is what holds.
	const offered = values.includes(value) ? values : [value, ...values];

	function change(name: string) {
		const chosen = offered.find((each) => each === name);
		if (chosen !== undefined) onChange(chosen);
	}

	return (
		<Setting
			label={label}
			hint={hint}
			control={(props) => (
				<span className="jobtray-field">
					<span className="jobtray-select">
						<select {...props} value={value} onChange={({ target }) => change(target.value)}>
							{offered.map((each) => (
								<option key={each} value={each}>
									{toName(each)}
								</option>
							))}
						</select>
						<Icon name="down" />
					</span>
					{children}
				</span>
			)}
		/>
	);
}
