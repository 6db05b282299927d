import { Popover } from '@base-ui/react/popover';
import { useEffect, useRef } from 'react';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import type { PanelProps } from '../panel-props.ts';
import { useRoot } from '../root.tsx';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Foot } from './foot.tsx';
import { LinkBar } from './link-bar.tsx';
import { List } from './list.tsx';
import { ScopeToggle } from './scope-toggle.tsx';
import { useScope } from './use-scope.ts';

/**
 * The panel under the button; on a narrow screen a sheet from below. It does not keep the person from the rest of the
 * page, and closes by Escape, a press outside, or the button; the host's navigation leaves it open.
 */
export function Panel(props: PanelProps) {
	const { open, buttonRef, panelId } = useRoot();
	const popupRef = useRef<HTMLDivElement | null>(null);
	const isOpen = useReadable(open);

	function change(next: boolean, details: Popover.Root.ChangeEventDetails) {
		const { reason, event } = details;
		const onButton = event.target instanceof Node && buttonRef.current?.contains(event.target);
		const onLink = event.target instanceof Element && event.target.closest('a[href]') !== null;
		// The button opens and closes by itself; a link leads to another view, which the panel stays open for;
		// and focus leaves for many reasons, a route change among them.
		if ((reason === 'outside-press' && (onButton || onLink)) || reason === 'focus-out') details.cancel();
		else open.set(next);
	}

	/** Back to the button, unless the person has gone elsewhere, as by a press into a field of the page. */
	function toFinalFocus() {
		const { activeElement, body } = document;
		const stayed = activeElement === body || popupRef.current?.contains(activeElement);
		return stayed ? buttonRef.current : false;
	}

	return (
		<Popover.Root open={isOpen} onOpenChange={change}>
			<Popover.Portal>
				<Popover.Positioner
					className="jobtray-positioner"
					anchor={buttonRef}
					side="bottom"
					align="end"
					sideOffset={8}
					collisionPadding={8}
				>
					<Popover.Popup
						id={panelId}
						ref={popupRef}
						className="jobtray jobtray-panel"
						initialFocus={popupRef}
						finalFocus={toFinalFocus}
					>
						<Content {...props} />
					</Popover.Popup>
				</Popover.Positioner>
			</Popover.Portal>
		</Popover.Root>
	);
}

function Content({ dashboardHref }: PanelProps) {
	const labels = useLabels();
	const { attention, client } = useTray();
	const { scope, mayChoose, choose } = useScope();

	useEffect(() => {
		const see = () => {
			if (attention.unseen.get().completed + attention.unseen.get().failed > 0) attention.markSeen();
		};
		see();
		return attention.unseen.subscribe(see);
	}, [attention]);
	useEffect(() => client.watch(scope), [client, scope]);

	return (
		<>
			<div className="jobtray-head">
				{/* biome-ignore lint/a11y/useSemanticElements: the host's own rules for h2 would win over the tray's layer */}
				<Popover.Title className="jobtray-title" render={<span role="heading" aria-level={2} />}>
					{labels.jobs}
				</Popover.Title>
				{mayChoose && <ScopeToggle scope={scope} onChoose={choose} />}
				<Popover.Close className="jobtray-act jobtray-close" aria-label={labels.close}>
					<Icon name="cancel" />
				</Popover.Close>
			</div>
			<LinkBar />
			<List key={scope} scope={scope} />
			<Foot scope={scope} dashboardHref={dashboardHref} />
		</>
	);
}
