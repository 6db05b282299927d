import { type ReactNode, useId } from 'react';

/** What ties a control to the words beside it. */
export interface ControlProps {
	id: string;
	'aria-describedby': string | undefined;
}

/** One setting: its name, its control, and below the name what it does. A press on the name is one on the control. */
export function Setting({
	label,
	hint,
	control,
}: {
	label: string;
	hint?: ReactNode;
	control(props: ControlProps): ReactNode;
}) {
	const id = useId();
	const hintId = `${id}-hint`;
	return (
		<div className="jobtray-setting">
			<label htmlFor={id}>{label}</label>
			{control({ id, 'aria-describedby': hint === undefined ? undefined : hintId })}
			{hint !== undefined && (
				<div id={hintId} className="jobtray-hint">
					{hint}
				</div>
			)}
		</div>
	);
}
