import { Dialog } from '@base-ui/react/dialog';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** What the panel shows, which is its name as well. */
export function Title({ children }: { children: string }) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for h2 would win over the tray's layer
		<Dialog.Title className="jobtray-title" render={<span role="heading" aria-level={2} />}>
			{children}
		</Dialog.Title>
	);
}

/** Closes the panel. */
export function Close() {
	const labels = useLabels();
	return (
		<Dialog.Close className="jobtray-act jobtray-close" aria-label={labels.close}>
			<Icon name="cancel" />
		</Dialog.Close>
	);
}
