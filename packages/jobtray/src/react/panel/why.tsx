import { actions } from '../../protocol/commands.ts';
import type { Job } from '../../protocol/index.ts';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Says why actions that one would expect are not offered; nothing where none is missing. */
export function Why({ job }: { job: Job }) {
	const labels = useLabels();
	const { cannot = {} } = job;
	const texts = new Set(
		actions.flatMap((action) => {
			const code = cannot[action];
			return code === undefined ? [] : [labels.cannot(action, code)];
		}),
	);
	if (texts.size === 0) return null;
	const text = [...texts].join(' ');
	return (
		<span className="jobtray-why" title={text}>
			<Icon name="why" />
			<span className="jobtray-said">{text}</span>
		</span>
	);
}
