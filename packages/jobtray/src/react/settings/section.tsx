import { type ReactNode, useId } from 'react';

/** Settings that belong together, under their heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
	const id = useId();
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend, neither of which is wanted
		<div className="jobtray-section" role="group" aria-labelledby={id}>
			{/* biome-ignore lint/a11y/useSemanticElements: the host's own rules for h3 would win over the tray's layer */}
			<div id={id} className="jobtray-group" role="heading" aria-level={3}>
				{title}
			</div>
			{children}
		</div>
	);
}
