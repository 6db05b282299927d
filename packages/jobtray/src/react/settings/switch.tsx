import type { ReactNode } from 'react';
import { Setting } from './setting.tsx';

/** A setting that is on or off. */
export function Switch({
	label,
	hint,
	checked,
	disabled,
	onChange,
}: {
	label: string;
	hint?: ReactNode;
	checked: boolean;
	disabled?: boolean;
	onChange(checked: boolean): void;
}) {
	return (
		<Setting
			label={label}
			hint={hint}
			control={(props) => (
				<input
					{...props}
					type="checkbox"
					// biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells whether it is checked by itself
					role="switch"
					className="jobtray-switch"
					checked={checked}
					disabled={disabled}
					onChange={({ target }) => onChange(target.checked)}
				/>
			)}
		/>
	);
}
