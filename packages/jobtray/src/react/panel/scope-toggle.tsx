import type { Scope } from '../../protocol/index.ts';
import { useLabels } from '../labels/use-labels.ts';

const scopes: readonly Scope[] = ['mine', 'all'];

/** Chooses between the viewer's own jobs and all. */
export function ScopeToggle({ scope, onChoose }: { scope: Scope; onChoose(scope: Scope): void }) {
	const labels = useLabels();
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend, neither of which is wanted
		<div className="jobtray-scopes" role="group" aria-label={labels.whichJobs}>
			{scopes.map((each) => (
				<button key={each} type="button" aria-pressed={each === scope} onClick={() => onChoose(each)}>
					{labels.scope(each)}
				</button>
			))}
		</div>
	);
}
